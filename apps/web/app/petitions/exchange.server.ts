import { exchangeFileFormats } from '@nq15/documents/petitions'
import { answerDifferenceSchema, exchangeFormat } from '@nq15/domain/petitions'
import { answerDifference } from '@nq15/use-cases/petitions/answer-difference'
import { exportExchangeFile, makeExchangeFile, takeForeignFile } from '@nq15/use-cases/petitions/exchange-files'
import { readExchange } from '@nq15/use-cases/petitions/read-exchange'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { readForm } from '../server/read-form.server.ts'
import { petitionGate, unitName } from './gate.server.ts'

/** The exchange of the unit with the national database: what waits, files both ways, differences. */
export async function exchangeLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const { db, scope, organizationId } = gate
  const page = found(await readExchange(db, scope, organizationId))
  return {
    ...page,
    unit: await unitName(gate),
    format: exchangeFormat,
    mayWork: gate.acting.work !== null,
    requestIds: Array.from({ length: 2 + page.open.length }, () => crypto.randomUUID()),
  }
}

type ExchangeAnswer = { readonly code: string; readonly detail: string; readonly differenceId: string | null }

/** Makes a file of what waits, takes a file of the other side, or answers a difference. */
export async function exchangeAction(args: ActionFunctionArgs) {
  const { db, acting, organizationId } = await petitionGate(args)
  if (!acting.work) throw data(null, { status: 403 })
  const form = await readForm(args.request, { largest })
  const refused = (code: string, status: number, of: Partial<ExchangeAnswer> = {}) =>
    data<ExchangeAnswer>({ code, detail: '', differenceId: null, ...of }, { status })
  if (form === null) return refused('TOO_LARGE', 413)
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const requestId = z.uuid().safeParse(text('requestId')).data
  if (!requestId) return refused('BAD_INPUT', 422)
  const base = { requestId, organizationId, now: new Date() }
  if (text('act') === 'make') {
    const made = await makeExchangeFile(db, acting.work, base)
    if (!made.ok) return refused(made.refusal.code, 409)
    throw redirect(`/petitions/exchange?done=made&file=${made.value.fileId}`)
  }
  if (text('act') === 'take') {
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0) return refused('NO_FILE', 422)
    const name = file.name.normalize('NFC').slice(0, 200)
    const format = exchangeFileFormats.find((one) => name.toLowerCase().endsWith(`.${one}`))
    if (!format) return refused('FILE_REFUSED', 422)
    const content = Buffer.from(await file.arrayBuffer())
    const taken = await takeForeignFile(db, acting.work, { ...base, content, format, name })
    if (!taken.ok) {
      const { refusal } = taken
      const detail = 'line' in refusal ? `${refusal.line}: ${refusal.column}` : ''
      return refused(refusal.code, 409, { detail })
    }
    throw redirect('/petitions/exchange?done=taken')
  }
  const sent = answerDifferenceSchema.safeParse({
    ...{ differenceId: text('differenceId'), version: text('version'), answer: text('answer'), reason: text('reason') },
  })
  if (!sent.success) return refused('BAD_INPUT', 422)
  const answered = await answerDifference(db, acting.work, { ...base, ...sent.data })
  if (!answered.ok) return refused(answered.refusal.code, 409, { differenceId: sent.data.differenceId })
  throw redirect('/petitions/exchange?done=answered')
}

/** A file that was made, in the format asked for. */
export async function exchangeFileLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { db, acting } = await petitionGate(args)
  if (!acting.work) throw data(null, { status: 403 })
  const search = new URL(args.request.url).searchParams
  const format = z.enum(exchangeFileFormats).safeParse(search.get('format'))
  if (!format.success) throw data(null, { status: 404 })
  const fileId = idFrom(search.get('file') ?? '')
  return asDownload(found(await exportExchangeFile(db, acting.work, { fileId, format: format.data, now: new Date() })))
}

/** A file larger than this is not read. */
const largest = 4_000_000
