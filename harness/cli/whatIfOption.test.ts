import { describe, expect, it } from 'vitest';
import { parseWhatIf } from './whatIfOption.ts';

describe('--what-if', () => {
  it('takes sizes by role and a factor of the hardware', () => {
    expect(parseWhatIf('database.cpu=0.8, node.cpu=0.2')).toEqual({
      nodeCpuCores: 0.2,
      databaseCpuCores: 0.8,
      balancerCpuCores: null,
      hardwareFactor: 1,
    });
    expect(parseWhatIf('hardware=2').hardwareFactor).toBe(2);
  });

  it.each([
    ['databse.cpu=1', '--what-if knows no "databse.cpu": did you mean database.cpu?'],
    ['GET /products=2', '--what-if knows no "GET /products": known are node.cpu, database.cpu'],
    ['', '--what-if knows no ""'],
    ['node.cpu', '--what-if node.cpu: node.cpu takes a number over 0, such as node.cpu=0.8'],
    ['node.cpu=-1', 'takes a number over 0'],
    ['node.cpu=1=2', 'takes a number over 0'],
    ['hardware=fast', 'such as hardware=1.5'],
    ['node.cpu=1,node.cpu=2', '--what-if names node.cpu twice'],
  ])('refuses %j', (text, message) => {
    expect(() => parseWhatIf(text)).toThrow(message);
  });
});
