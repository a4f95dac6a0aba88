import type { ImageRecipe } from '../../target.ts';

/** HAProxy of the Debian release; its configuration comes with each plan. */
export const balancer: ImageRecipe = {
  name: 'balancer',
  dockerfile: [
    'RUN apt-get update \\',
    ' && apt-get install -y --no-install-recommends haproxy \\',
    ' && rm -rf /var/lib/apt/lists/*',
    'USER haproxy',
    'CMD ["haproxy", "-db", "-f", "/etc/plateau/haproxy.cfg"]',
  ].join('\n'),
  context: () => Promise.resolve({}),
};
