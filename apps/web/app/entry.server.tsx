import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { loadMessages } from './messages/load-messages.ts'
import { appResources } from './server/database.server.ts'
import { describeError } from './server/describe-error.server.ts'
import { gatherPage } from './server/gather-page.server.ts'
import { isLawfulAnswer } from './server/is-lawful-answer.server.ts'
import { retryAfterSeconds } from './server/kept-answers.server.ts'
import { failingChecks as runChecks } from './server/lifecycle.server.ts'
import './server/request-context.server.ts'
import { PageProvider } from './ui/page-context.tsx'
import { readPreferences } from './ui/preferences.ts'
import { ScreenTexts } from './ui/screen-texts.tsx'

export { closeResources } from './server/lifecycle.server.ts'

/** The readiness of this process; the resources are opened here, so that their checks are there from the first question. */
export async function failingChecks(): Promise<string[]> {
  appResources()
  return runChecks()
}

/** Whether days may be computed by the clock of this process. */
export const isClockRight = () => appResources().clock.isRight()

/** Milliseconds after which a streamed page gives up on what has not arrived. */
export const streamTimeout = 10_000

/** Renders one page: the shell first, or all of it for a crawler. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
) {
  const preferences = readPreferences(request.headers.get('cookie'))
  const messages = await loadMessages(preferences.locale)
  const facts = { nonce: context.nonce, requestId: context.requestId, preferences }
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
  // A crawler gets all at once, so nothing waits for a first part.
  if (ready === 'onAllReady') context.markShown()

  return new Promise<Response>((resolve, reject) => {
    let answered = false
    const page = (
      <PageProvider facts={facts}>
        <ScreenTexts locale={preferences.locale} messages={messages}>
          <RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} nonce={context.nonce} />
        </ScreenTexts>
      </PageProvider>
    )
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce: context.nonce,
      [ready]() {
        answered = true
        const body = gatherPage()
        headers.set('Content-Type', 'text/html; charset=utf-8')
        headers.set('Cache-Control', 'private, no-store')
        headers.append('Vary', 'Cookie')
        if (status === 503 || status === 507) headers.set('Retry-After', retryAfterSeconds)
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
        pipe(body)
        context.markShown()
      },
      onShellError(error) {
        context.markShown()
        reject(error)
      },
      onError(error) {
        if (answered && !request.signal.aborted) context.log.error(describeError(error), 'page part failed')
      },
    })
    setTimeout(abort, streamTimeout + 1000).unref()
  })
}

/** Data asked for by a script: the head that a page of the same status has. */
export function handleDataRequest(response: Response): Response {
  if (response.status === 503 || response.status === 507) response.headers.set('Retry-After', retryAfterSeconds)
  return response
}

/** Logs what a loader or action threw by mistake, and no lawful answer. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (!isLawfulAnswer(error) && !request.signal.aborted) context.log.error(describeError(error), 'request failed')
}
