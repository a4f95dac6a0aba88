import { Type } from 'typebox';
import { defineContract } from '../../runtime/contract.ts';

export const User = Type.Object({
  id: Type.Integer(),
  email: Type.String(),
  name: Type.String(),
  role: Type.Union([Type.Literal('customer'), Type.Literal('admin')]),
});

export type User = Type.Static<typeof User>;

export const usersContract = defineContract({
  name: 'users',
  paths: ['/users', '/sessions', '/me'],
  methods: {
    /** Whose session a token is. Rejects with `not_signed_in`. */
    authenticate: { input: Type.Object({ token: Type.String() }), output: User },
    /** Those of the ids that exist, in no order. */
    getMany: {
      input: Type.Object({ ids: Type.Array(Type.Integer()) }),
      output: Type.Object({ users: Type.Array(User) }),
    },
    count: { input: Type.Object({}), output: Type.Object({ users: Type.Integer() }) },
  },
});
