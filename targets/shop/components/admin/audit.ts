import { type Database, statement } from '../../runtime/database.ts';

export type AuditedAction = 'set-price' | 'set-stock' | 'fulfil';

export interface AuditEntry {
  readonly at: string;
  readonly userId: number;
  readonly action: AuditedAction;
  readonly subject: number;
}

const append = statement<
  never,
  [userId: number, action: AuditedAction, subject: number, detail: string]
>(
  'admin.appendAudit',
  'INSERT INTO admin.audit_log (user_id, action, subject, detail) VALUES ($1, $2, $3, $4)',
);

const latest = statement<AuditEntry, [limit: number]>(
  'admin.latestAudit',
  `SELECT at, user_id AS "userId", action, subject FROM admin.audit_log ORDER BY id DESC LIMIT $1`,
);

/** Who set out to do what. Written before the deed, so that none goes unrecorded. */
export const auditLog = ({ query }: Database) => ({
  append: (userId: number, action: AuditedAction, subject: number, detail: object) =>
    query(append, userId, action, subject, JSON.stringify(detail)),
  latest: (limit: number) => query(latest, limit),
});

export type AuditLog = ReturnType<typeof auditLog>;
