/** Every way in which the shop says no, and the HTTP status it says it with. */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_credentials: 401,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  email_taken: 409,
  out_of_stock: 409,
  order_expired: 409,
  reservation_ended: 409,
  wrong_status: 409,
  too_large: 413,
  unknown_product: 422,
  key_reused: 422,
  internal: 500,
  overloaded: 503,
  unavailable: 503,
  deadline_exceeded: 504,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A `ShopError` as it travels between processes and to the public. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The only error that crosses a component's border. Code, message, status and details are the same
 * on every binding; the object's identity, its stack and its cause are not.
 */
export class ShopError extends Error {
  override readonly name = 'ShopError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.details = options.details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  toBody(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }

  static fromBody(body: ErrorBody): ShopError {
    return new ShopError(
      body.code,
      body.message,
      body.details === undefined ? {} : { details: body.details },
    );
  }
}

const isErrorBody = (value: unknown): value is ErrorBody =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  value.code in ERROR_STATUS &&
  'message' in value &&
  typeof value.message === 'string';

/** Reads an error that came over the wire; anything that is not one is itself an error. */
export const decodeError = (text: string, origin: string): ShopError => {
  try {
    const body: unknown = JSON.parse(text);
    if (isErrorBody(body)) return ShopError.fromBody(body);
  } catch {
    // Not JSON: reported below with what was received.
  }
  return new ShopError(
    'unavailable',
    `${origin} answered with no error of the shop's: ${text.slice(0, 100)}`,
  );
};

/** What a caller learns of an error: a `ShopError` as it is, a defect as `internal` with no particulars. */
export const toShopError = (error: unknown): ShopError =>
  error instanceof ShopError
    ? error
    : new ShopError('internal', 'the shop failed to serve this request', { cause: error });
