import type { SeedTable } from '../../seed/table.ts';
import { ADMIN_EMAIL, USER_COUNT, userEmail } from '../../seed/world.ts';

/** `PASSWORD` at the shop's cost, made once: hashing it for 2,000 accounts would take half a minute. */
const PASSWORD_HASH =
  'scrypt$4096$8$1$cGxhdGVhdS1zaG9wLXNlZQ$RMtzI98L6M7pczY45wEs8stovbCtjOszs7yp3__g5nk';

/** Accounts 1 to `USER_COUNT`, and after them the administrator. */
export const usersSeed = (): readonly SeedTable[] => [
  {
    table: 'users.accounts',
    columns: ['id', 'email', 'name', 'role', 'password'],
    rows: [
      ...Array.from({ length: USER_COUNT }, (_, index) => [
        index + 1,
        userEmail(index + 1),
        `Customer ${index + 1}`,
        'customer',
        PASSWORD_HASH,
      ]),
      [USER_COUNT + 1, ADMIN_EMAIL, 'Back Office', 'admin', PASSWORD_HASH],
    ],
    identity: 'id',
  },
];
