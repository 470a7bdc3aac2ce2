import { createHmac } from 'node:crypto'

/** What is kept of a receipt's code, and asked for: keyed, so that a copy of the database alone can try none. */
export const receiptHash = (code: string, secret: string): string =>
  createHmac('sha256', createHmac('sha256', secret).update('petition-receipt').digest()).update(code).digest('hex')
