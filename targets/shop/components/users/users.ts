import { defineComponent } from '../../runtime/component.ts';
import { notSignedIn } from './authorise.ts';
import { usersContract } from './contract.ts';
import { passwords } from './password.ts';
import { userRoutes } from './routes.ts';
import { userStore } from './store.ts';
import { tokenDigest } from './token.ts';

/** Accounts, sign-in and sessions. @param passwordCost N of scrypt for new passwords. */
export const users = (passwordCost: number) =>
  defineComponent({
    contract: usersContract,
    needs: {},
    start: ({ database }) => {
      const store = userStore(database);
      return {
        service: {
          authenticate: async ({ token }) => {
            const user = await store.sessionOwner(tokenDigest(token));
            if (user === null) throw notSignedIn();
            return user;
          },
          getMany: async ({ ids }) => ({ users: [...(await store.byIds(ids))] }),
          count: async () => ({ users: await store.count() }),
        },
        routes: userRoutes(store, passwords(passwordCost)),
        loops: [],
      };
    },
  });
