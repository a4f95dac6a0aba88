/** The server of known behaviour in its container: listens on PORT, answers after DELAY_MS. */
import { createServer } from 'node:http';
import { encodeHistogram } from '../../model/histogram.ts';
import { delayedAnswers } from './delayed.ts';

const known = delayedAnswers(Number(process.env.DELAY_MS));
const atOnce = delayedAnswers(0);

/** `/` answers after the delay, `/at-once` without, `/delays` with the delays of `/` so far. */
const server = createServer((request, response) => {
  if (request.url === '/delays') response.end(encodeHistogram(known.delays));
  else if (request.url === '/at-once') atOnce.answer(response);
  else known.answer(response);
});
server.listen(Number(process.env.PORT), () => console.log('known server listening'));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
