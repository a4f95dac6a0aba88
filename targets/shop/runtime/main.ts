import { components } from '../components/components.ts';
import { readConfig } from './config.ts';
import { startShop } from './host.ts';

const report = (message: string): void => console.error(message);

try {
  const shop = await startShop(readConfig(process.env), components, report);
  console.log(`shop listening on ${shop.url}`);
  const stop = (): void => {
    shop.close().then(
      () => process.exit(0),
      (error: unknown) => {
        report(`the shop did not close in order: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  report(error instanceof Error && error.name === 'ConfigError' ? error.message : String(error));
  process.exit(1);
}
