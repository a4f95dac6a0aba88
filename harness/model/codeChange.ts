/**
 * What cutting a target's components apart changed in its code, counted from its sources: one process
 * with one database would have plain calls, transactions, joins and foreign keys in these places.
 */
export interface CodeChange {
  /** The command that counts it anew. */
  readonly countedBy: string;
  /** Places in one component's code that call another. */
  readonly calls: readonly CallPair[];
  readonly transactions: readonly CutTransaction[];
  /** Work beside the requests that goes from one component into another, as nothing commits in both. */
  readonly settlers: readonly Settler[];
  readonly joins: readonly CutJoin[];
  readonly foreignKeys: readonly LostForeignKey[];
}

export interface CallPair {
  readonly from: string;
  readonly to: string;
  readonly places: number;
}

/** A request that writes in several components: in one database one transaction would hold it together. */
export interface CutTransaction {
  /** `POST /orders` */
  readonly operation: string;
  readonly writesIn: readonly string[];
  /** The calls by which it writes elsewhere: `products.reserve`. */
  readonly steps: readonly string[];
}

export interface Settler {
  readonly name: string;
  /** Components whose tables it reads or writes. */
  readonly touches: readonly string[];
}

/** A request that only reads, and in several components: in one database it would be joins. */
export interface CutJoin {
  readonly operation: string;
  readonly readsIn: readonly string[];
}

/** A column that names rows of another component, which its own database can't check. */
export interface LostForeignKey {
  /** `orders.lines.product_id` */
  readonly column: string;
  readonly to: string;
}
