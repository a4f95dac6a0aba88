import { defineComponent } from '../../runtime/component.ts';
import { auditLog } from './audit.ts';
import { adminContract } from './contract.ts';
import { adminNeeds } from './needs.ts';
import { adminRoutes } from './routes.ts';

/** The back office: prices, stock, fulfilment, and a view over all of the shop. */
export const admin = defineComponent({
  contract: adminContract,
  needs: adminNeeds,
  start: ({ database, needs }) => ({
    service: {},
    routes: adminRoutes(auditLog(database), needs),
    loops: [],
  }),
});
