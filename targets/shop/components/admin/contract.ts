import { defineContract } from '../../runtime/contract.ts';

/** The back office offers nothing to the other components. */
export const adminContract = defineContract({ name: 'admin', paths: ['/admin'], methods: {} });
