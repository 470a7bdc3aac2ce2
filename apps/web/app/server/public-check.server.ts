import type { IncomingMessage, ServerResponse } from 'node:http'
import { openPublicCheck, type PublicCheck } from '@nq15/db/public-check'
import type { Logger } from 'pino'
import type { WebEnv } from '../env.server.ts'
import { answerCheck, checkCss, checkScript, renderCheckPage } from '../reports/check-answers.server.ts'
import { type PublicListener, type PublicPage, publicPageHandler, startPublicPage } from './public-page.server.ts'

/** Starts the public check of papers; it is off where no port is configured. */
export function startPublicCheck(
  settings: NonNullable<WebEnv['check']>,
  ground: { readonly log: Logger; readonly trustProxy: WebEnv['trustProxy'] },
): PublicListener {
  const check = openPublicCheck({ url: settings.databaseUrl })
  return startPublicPage('the public check', settings, { page: checkPage(check), close: check.close }, ground)
}

/** Answers the requests of the public check; for tests without a port. */
export const publicCheckHandler = (
  check: Pick<PublicCheck, 'ask'>,
  ground: Parameters<typeof publicPageHandler>[1],
): ((request: IncomingMessage, response: ServerResponse) => void) => publicPageHandler(checkPage(check), ground)

const checkPage = (check: Pick<PublicCheck, 'ask'>): PublicPage => ({
  css: checkCss,
  script: checkScript,
  say: (state) => renderCheckPage({ state }),
  answer: async (typed) => {
    const shown = await answerCheck(typed, (hash) => check.ask(hash))
    return { status: shown.state === 'not-a-code' ? 422 : 200, html: renderCheckPage(shown) }
  },
})
