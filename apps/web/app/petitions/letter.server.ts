import { noteRead } from '@nq15/db/petitions/petition.read'
import { findVisit } from '@nq15/db/petitions/reception.read'
import { type LetterForm, letterForms, petitionLetter, toDenouncedLetter } from '@nq15/documents/petitions'
import { todayInHanoi } from '@nq15/domain/calendar'
import { namesNobody, needsForm, type PetitionKind } from '@nq15/domain/petitions'
import { issueReceipt } from '@nq15/use-cases/petitions/issue-receipt'
import { readCase, readPetition } from '@nq15/use-cases/petitions/read-petition'
import { wordType } from '@nq15/use-cases/ratings/paper-words'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { webEnv } from '../env.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { petitionGate, unitName, unitPlace } from './gate.server.ts'
import messages from './messages.vi.json'
import { formsOfCase, formsOfPetition } from './paper-forms.ts'

const kindLabels: Readonly<Record<PetitionKind, string>> = {
  complaint: 'đơn khiếu nại',
  denunciation: 'đơn tố cáo',
  feedback: 'đơn kiến nghị, phản ánh',
  mixed: 'đơn',
}
const codeOf = ({ year, number }: { year: number; number: number }) => `${year}-${String(number).padStart(4, '0')}`
const word = (fileName: string, bytes: Buffer) =>
  asDownload({ fileName: `${fileName}.docx`, contentType: wordType, bytes })

/** A letter about a paper as Word, in Vietnamese. */
export const petitionLetterLoader = (args: LoaderFunctionArgs): Promise<Response> => petitionLetterFor(args)

/** The receipt with a new code to follow the matter by; the code stands on this paper and nowhere else. */
export async function receiptAction(args: ActionFunctionArgs): Promise<Response> {
  const { scope } = await requirePermission(args, 'petition:work')
  const { db } = await petitionGate(args)
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId) throw data(null, { status: 422 })
  const { secret, receiptUrl } = webEnv()
  const petitionId = idFrom(args.params['petitionId'])
  const issued = await issueReceipt(db, scope, { requestId, petitionId, secret, now: new Date() })
  if (!issued.ok) {
    if (issued.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
    return redirect(`/petitions/${petitionId}?done=receipt-twice`)
  }
  const code = issued.value.code.replace(/(.{5})(?=.)/gu, '$1-')
  return petitionLetterFor(
    { ...args, params: { ...args.params, form: '02-tcd' } },
    { code, place: receiptUrl ?? 'nơi nhận đơn' },
  )
}

async function petitionLetterFor(
  args: LoaderFunctionArgs,
  lookUp?: { code: string; place: string },
): Promise<Response> {
  const gate = await petitionGate(args)
  const now = new Date()
  const { petition, steps, clocks } = found(
    await readPetition(gate.db, gate.scope, { petitionId: idFrom(args.params['petitionId']), now }),
  )
  const form = found(letterForms.find((one) => one === args.params['form']))
  found(
    formsOfPetition(
      petition,
      steps.map(({ event }) => event),
    ).find((one) => one === form),
  )
  const step = steps.findLast(({ event }) => event === (form === 'kn-04' ? 'refuse' : form))
  const issuer = await unitName(gate)
  const bytes = await petitionLetter({
    ...{ form, petitionCode: codeOf(petition), receivedOn: petition.receivedOn, kindLabel: kindLabels[petition.kind] },
    head: { issuer, number: step?.number ?? '', place: await unitPlace(gate), day: step?.onDay ?? todayInHanoi(now) },
    sender: petition.alias || petition.petitionerName,
    senderAddress: petition.petitionerAddress,
    matter: petition.subject || petition.content.slice(0, 300),
    ...{
      originals: petition.originals,
      copies: petition.copies,
      receiver: step?.receiver ?? petition.forwarder,
      reason: step?.reason ?? '',
    },
    ...{
      dueOn: clocks[0]?.due ?? null,
      days: 0,
      isDenunciation: namesNobody(petition.kind),
      signer: 'Thủ trưởng đơn vị',
    },
    generatedAt: now.toISOString(),
    ...(lookUp ? { lookUp } : {}),
  })
  return word(`${form} ${codeOf(petition)}`, bytes)
}

/** A letter about a matter as Word; the one to the denounced is made from a model that has no field of who denounces. */
export async function caseLetterLoader(args: LoaderFunctionArgs): Promise<Response> {
  const gate = await petitionGate(args)
  const now = new Date()
  const { matter, papers, clocks } = found(
    await readCase(gate.db, gate.scope, { caseId: idFrom(args.params['caseId']), now }),
  )
  const form = found(formsOfCase(matter).find((one) => one === args.params['form']))
  const issuer = await unitName(gate)
  const { facts } = matter
  const shared = { signer: 'Thủ trưởng đơn vị', generatedAt: now.toISOString() }
  const [paper] = papers
  if (form === 'tc-06') {
    const bytes = await toDenouncedLetter({
      ...shared,
      head: { issuer, number: '', place: await unitPlace(gate), day: facts.notifiedOn ?? todayInHanoi(now) },
      ...{
        denounced: matter.respondent,
        caseCode: codeOf(matter),
        acceptedOn: facts.acceptedOn,
        acceptedNumber: facts.acceptedNumber,
      },
      content: paper?.content ?? matter.title,
    })
    return word(`06 ${codeOf(matter)}`, bytes)
  }
  const extension = facts.extensions.at(-1)
  const isExtension = form === 'tc-01'
  const bytes = await petitionLetter({
    ...shared,
    form: form as LetterForm,
    head: {
      issuer,
      place: await unitPlace(gate),
      number: isExtension ? (extension?.number ?? '') : facts.acceptedNumber,
      day: isExtension ? (extension?.onDay ?? facts.acceptedOn) : facts.acceptedOn,
    },
    ...{
      petitionCode: paper ? codeOf(paper) : codeOf(matter),
      receivedOn: paper?.receivedOn ?? matter.openedOn,
      kindLabel: kindLabels[matter.kind],
    },
    ...{
      sender: paper ? paper.alias || paper.petitionerName : '',
      senderAddress: paper?.petitionerAddress ?? '',
      matter: matter.title,
    },
    ...{
      originals: 0,
      copies: 0,
      receiver: '',
      reason: 'Vụ việc phức tạp',
      days: extension?.days ?? 0,
      isDenunciation: matter.kind === 'denunciation',
    },
    dueOn: clocks.find(({ rule }) => rule === 'K2' || rule === 'K5' || rule === 'T3')?.due ?? null,
  })
  return word(`${form} ${codeOf(matter)}`, bytes)
}

const grounds: Readonly<Record<string, string>> = messages.options.refusal

/** The refusal of a coming on form 01/TCD as Word; only for the grounds that are written on it. */
export async function refusalLetterLoader(args: LoaderFunctionArgs): Promise<Response> {
  const gate = await petitionGate(args)
  const now = new Date()
  const visitId = idFrom(args.params['visitId'])
  const visit = found(
    await gate.db.asReader(gate.scope, async (tx) => {
      await noteRead(tx, gate.scope, { table: 'reception_visit', id: visitId })
      return findVisit(tx, gate.scope, visitId)
    }),
  )
  const ground = visit.refusalGround
  if (ground === null || !needsForm(ground)) throw data(null, { status: 404 })
  const bytes = await petitionLetter({
    ...{ form: '01-tcd', petitionCode: codeOf(visit), receivedOn: visit.visitedOn, kindLabel: kindLabels[visit.kind] },
    head: {
      issuer: await unitName(gate),
      number: visit.letterNumber,
      place: await unitPlace(gate),
      day: todayInHanoi(now),
    },
    ...{ sender: visit.visitorName, senderAddress: visit.visitorAddress, matter: visit.content.slice(0, 300) },
    ...{ originals: 0, copies: 0, receiver: '', reason: grounds[ground] ?? ground, dueOn: visit.dueOn, days: 0 },
    ...{ isDenunciation: namesNobody(visit.kind), signer: 'Thủ trưởng đơn vị', generatedAt: now.toISOString() },
  })
  return word(`01-tcd ${codeOf(visit)}`, bytes)
}
