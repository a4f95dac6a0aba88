import { type Database, statement } from '../../runtime/database.ts';
import type { User } from './contract.ts';

const insertAccount = statement<{ id: number }, [email: string, name: string, password: string]>(
  'users.insertAccount',
  `INSERT INTO users.accounts (email, name, role, password) VALUES ($1, $2, 'customer', $3)
   ON CONFLICT (email) DO NOTHING RETURNING id`,
);

const accountByEmail = statement<User & { password: string }, [email: string]>(
  'users.accountByEmail',
  'SELECT id, email, name, role, password FROM users.accounts WHERE email = $1',
);

const accountsById = statement<User, [ids: readonly number[]]>(
  'users.accountsById',
  'SELECT id, email, name, role FROM users.accounts WHERE id = ANY ($1::int[])',
);

const countAccounts = statement<{ users: number }, []>(
  'users.countAccounts',
  'SELECT count(*) AS users FROM users.accounts',
);

const insertSession = statement<never, [digest: Buffer, account: number, seconds: number]>(
  'users.insertSession',
  `INSERT INTO users.sessions (token_digest, account_id, expires_at)
   VALUES ($1, $2, now() + make_interval(secs => $3))`,
);

const sessionOwner = statement<User, [digest: Buffer]>(
  'users.sessionOwner',
  `SELECT a.id, a.email, a.name, a.role
   FROM users.sessions s JOIN users.accounts a ON a.id = s.account_id
   WHERE s.token_digest = $1 AND s.expires_at > now()`,
);

const deleteSession = statement<{ ended: number }, [digest: Buffer]>(
  'users.deleteSession',
  'DELETE FROM users.sessions WHERE token_digest = $1 RETURNING 1 AS ended',
);

/** Accounts and sessions as the tables hold them. */
export const userStore = ({ query }: Database) => ({
  /** @returns null where the address is taken. */
  addAccount: async (email: string, name: string, password: string): Promise<number | null> =>
    (await query(insertAccount, email, name, password))[0]?.id ?? null,
  byEmail: async (email: string) => (await query(accountByEmail, email))[0] ?? null,
  byIds: (ids: readonly number[]) => query(accountsById, ids),
  count: async (): Promise<number> => (await query(countAccounts))[0]?.users ?? 0,
  addSession: (digest: Buffer, account: number, seconds: number) =>
    query(insertSession, digest, account, seconds),
  sessionOwner: async (digest: Buffer): Promise<User | null> =>
    (await query(sessionOwner, digest))[0] ?? null,
  endSession: async (digest: Buffer): Promise<boolean> =>
    (await query(deleteSession, digest)).length > 0,
});

export type UserStore = ReturnType<typeof userStore>;
