import { setTimeout as wait } from 'node:timers/promises'
import { openReceiptCheck } from '@nq15/db/public-check'
import type { Logger } from 'pino'
import type { WebEnv } from '../env.server.ts'
import { receiptPage } from '../petitions/receipt-answers.server.ts'
import { type PublicListener, startPublicPage } from './public-page.server.ts'

/** Starts the page on which a citizen follows his matter by the code of his receipt; it is off where no port is configured. */
export function startPublicReceipts(
  settings: NonNullable<WebEnv['receipts']>,
  { secret, ...ground }: { readonly log: Logger; readonly trustProxy: WebEnv['trustProxy']; readonly secret: string },
): PublicListener {
  const door = openReceiptCheck({ url: settings.databaseUrl })
  return startPublicPage(
    'the page of receipts',
    settings,
    { page: receiptPage(door, { secret, wait }), close: door.close },
    ground,
  )
}
