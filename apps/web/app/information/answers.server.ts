import { publicFolder, questionSheet } from '@nq15/documents/information'
import { acknowledgementSchema } from '@nq15/domain/information'
import { exportPublicAnswers } from '@nq15/use-cases/information/export-public-answers'
import { keepAcknowledgement } from '@nq15/use-cases/information/keep-acknowledgement'
import { readPublishedAnswers } from '@nq15/use-cases/information/read-issue'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { databaseFor } from '../server/replica-reads.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { informationGate, refusedAnswer, wrongAnswer } from './gate.server.ts'
import { acknowledgeFields } from './information-forms.ts'
import messages from './messages.vi.json'
import { fieldsOf, parsed } from './read-form.server.ts'

/** What was published, for the meetings of cells; who speaks for a cell says when it talked an answer over. */
export async function answersLoader(args: LoaderFunctionArgs) {
  const { db, scope, working } = await informationGate(args)
  const page = await readPublishedAnswers(db, scope, { working, now: new Date() })
  const committees = new Map(
    page.answers.map(({ organizationId, organizationName }) => [organizationId, organizationName]),
  )
  return {
    ...page,
    committees: [...committees].map(([organizationId, name]) => ({ organizationId, name })),
    requestId: crypto.randomUUID(),
  }
}

const frameSchema = z.object({
  requestId: z.uuid(),
  publicationId: z.uuid(),
  organizationId: z.uuid(),
  version: z.coerce.number().int().min(0),
})

/** Keeps what a cell says of its meeting; a refusal shows why and what was typed. */
export async function answersAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'information:work')
  const { db, acting } = await informationGate(args)
  const form = await args.request.formData()
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  if (!frame.success) return wrongAnswer(form, [])
  const { value: said, wrong } = parsed(acknowledgementSchema.safeParse(fieldsOf(form, acknowledgeFields)))
  if (!said) return wrongAnswer(form, wrong)
  const kept = await keepAcknowledgement(db, acting, { ...frame.data, said, now: new Date() })
  if (!kept.ok) return refusedAnswer(args.request, kept.refusal, form)
  throw redirect('/information/answers?done=acknowledge')
}

/** The published answers of the committee that the address names, with topics in words. */
async function publicly(args: LoaderFunctionArgs) {
  const { scope } = await informationGate(args)
  const { db } = databaseFor(args, 'information.published')
  const organizationId = idFrom(new URL(args.request.url).searchParams.get('organization') ?? undefined)
  const folder = found(await exportPublicAnswers(db, scope, { organizationId, now: new Date() }))
  const topics: Readonly<Record<string, string>> = messages.options.topic
  return {
    ...folder,
    answers: folder.answers.map((one) => ({ ...one, topic: topics[one.topic] ?? one.topic })),
  }
}

/** The question-and-answer sheet for meetings of cells as Word. Official, so in Vietnamese. */
export async function questionSheetLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { organizationName, asOf, answers } = await publicly(args)
  const paper = { superior: '', issuer: organizationName, place: 'Hà Nội', day: asOf, answers }
  const bytes = await questionSheet({ ...paper, generatedAt: new Date().toISOString() })
  return asDownload({ fileName: `${fileWord(`hoi dap ${organizationName}`)}.docx`, contentType: wordType, bytes })
}

/** The static folder for a public site as one archive: published answers and nothing else. */
export async function publicFolderLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { organizationName, asOf, answers } = await publicly(args)
  const bytes = await publicFolder({ organizationName, asOf, answers })
  const fileName = `${fileWord(`cong khai ${organizationName}`)}.zip`
  return asDownload({ fileName, contentType: 'application/zip', bytes })
}
