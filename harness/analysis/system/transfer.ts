import type { MaybeEstimate } from '../../model/estimate.ts';
import type { Role } from '../../model/plan.ts';
import type { ContainerUsage, TransferBytes } from '../../model/usage.ts';
import type { TrialUse } from '../cpuUse.ts';
import { groupedBy } from '../grouping.ts';
import { meanInterval } from '../interval.ts';

/** What a request makes all containers of a role send, receive, read and write, in bytes. */
export interface Transfer {
  readonly role: Role;
  readonly networkInBytesPerRequest: MaybeEstimate;
  readonly networkOutBytesPerRequest: MaybeEstimate;
  readonly diskReadBytesPerRequest: MaybeEstimate;
  readonly diskWriteBytesPerRequest: MaybeEstimate;
}

type Told = ContainerUsage & { readonly transfer: TransferBytes };

const isTold = (container: ContainerUsage): container is Told => container.transfer !== null;

/** Roles of which a container's bytes are not told are left out. */
export const transferOver = (trials: readonly TrialUse[]): readonly Transfer[] => {
  const roles = trials
    .map((trial) => ({ ...trial, answers: trial.answersPerSecond * trial.wallSeconds }))
    .filter(({ answers }) => answers > 0)
    .flatMap(({ containers, answers }) =>
      [...groupedBy(containers, ({ role }) => role).values()].flatMap((own) => {
        const told = own.filter(isTold);
        const role = told[0]?.role;
        if (role === undefined || told.length < own.length) return [];
        const perRequest = (key: keyof TransferBytes): number =>
          told.reduce((sum, { transfer }) => sum + transfer[key], 0) / answers;
        return [{ role, perRequest }];
      }),
    );
  return [...groupedBy(roles, ({ role }) => role).values()].flatMap((same) => {
    const role = same[0]?.role;
    const over = (key: keyof TransferBytes): MaybeEstimate =>
      meanInterval(same.map(({ perRequest }) => perRequest(key)));
    return role === undefined
      ? []
      : [
          {
            role,
            networkInBytesPerRequest: over('networkInBytes'),
            networkOutBytesPerRequest: over('networkOutBytes'),
            diskReadBytesPerRequest: over('diskReadBytes'),
            diskWriteBytesPerRequest: over('diskWriteBytes'),
          },
        ];
  });
};
