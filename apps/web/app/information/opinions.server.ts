import { countOpinions, listOpinionNotes } from '@nq15/db/information/opinion.read'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { opinionNoteSchema, topics } from '@nq15/domain/information'
import { keepOpinionNote } from '@nq15/use-cases/information/keep-opinion-note'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { areaOf } from '../incidents/area-of.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { formatDay } from '../ui/format.ts'
import { informationGate, refusedAnswer, wrongAnswer } from './gate.server.ts'
import { opinionFields } from './information-forms.ts'
import { fieldsOf, parsed } from './read-form.server.ts'

/** How far back the table of topics counts, in days. */
const counted = 90

/** Notes of opinion: how each topic leans in the last three months, and the notes themselves. */
export async function opinionsLoader(args: LoaderFunctionArgs) {
  const { db, scope, working } = await informationGate(args)
  const today = todayInHanoi(new Date())
  const from = addDays(today, -counted)
  const { notes, counts } = await db.asReader(scope, async (tx) => ({
    notes: await listOpinionNotes(tx, scope, { limit: 200 }),
    counts: await countOpinions(tx, scope, { from, to: addDays(today, 1) }),
  }))
  const sum = (topic: string, of: 'positive' | 'neutral' | 'concern' | 'wide') =>
    counts.filter((one) => one.topic === topic).reduce((all, one) => all + one[of], 0)
  return {
    ...{ today, from, notes, mayNote: working !== null, heardOn: formatDay(today) },
    topics: topics
      .map((topic) => ({
        topic,
        positive: sum(topic, 'positive'),
        neutral: sum(topic, 'neutral'),
        concern: sum(topic, 'concern'),
        wide: sum(topic, 'wide'),
      }))
      .filter(({ positive, neutral, concern }) => positive + neutral + concern > 0),
    requestId: crypto.randomUUID(),
  }
}

/** Keeps a note; a refusal names the very words that point at a person. */
export async function opinionsAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'information:work')
  const { db, acting, working } = await informationGate(args)
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId || !working) return wrongAnswer(form, ['requestId'])
  const { organizationCode = '', heardAt, ...said } = fieldsOf(form, opinionFields)
  const organizationId = await areaOf(working, organizationCode)
  const { value: note, wrong } = parsed(opinionNoteSchema.safeParse({ ...said, channel: heardAt, organizationId }))
  if (!note)
    return wrongAnswer(
      form,
      wrong.map((name) => (name === 'organizationId' ? 'organizationCode' : name === 'channel' ? 'heardAt' : name)),
    )
  const kept = await keepOpinionNote(db, acting, { requestId, note, now: new Date() })
  if (!kept.ok) return refusedAnswer(args.request, kept.refusal, form)
  throw redirect('/information/opinions?done=note')
}
