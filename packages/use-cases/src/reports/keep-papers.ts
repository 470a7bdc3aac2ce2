import { randomInt } from 'node:crypto'
import type { Database, Tx } from '@nq15/db/client'
import { findPaper, findTermOn, listGivenNumbers, type PaperRow } from '@nq15/db/reports/paper.read'
import { endPaper, insertPaper, putPaperTexts, registerPaperRow } from '@nq15/db/reports/paper.write'
import type { Scope } from '@nq15/db/scope'
import type { PaperFinding } from '@nq15/documents/reports'
import { partyLayoutOn } from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  checkCodeLength,
  mayBecome,
  nextNumber,
  type PaperTexts,
  type RegisterRefusal,
  type registerPaperSchema,
  reportsMessagesVi,
  type reservePaperSchema,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { checkAlphabet, ok, type Result, refuse } from '@nq15/domain/shared'
import type { z } from 'zod'
import { actOnce } from '../ratings/act-once.ts'
import { readNumber } from '../ratings/paper-words.ts'
import { drawPaper } from './draw-paper.ts'
import { isListChanged, templateInUse } from './make-paper.ts'
import { mayIssue, type PaperPlace } from './paper-place.ts'
import { type PaperGround, readPaperGround } from './read-paper-ground.ts'

type Once = { readonly requestId: string; readonly now: Date }
type Refusal =
  | RegisterRefusal
  | { readonly code: 'PAPER_HAS_FAULTS'; readonly findings: readonly PaperFinding[] }
  | { readonly code: 'LIST_CHANGED' }

const write = ['paper:write', 'paper:issue'] as const

/** The ground of a paper that is the actor's to write; null otherwise. */
async function readOwnGround(
  tx: Tx,
  scope: Scope,
  of: Parameters<typeof readPaperGround>[2],
): Promise<PaperGround | null> {
  const ground = await readPaperGround(tx, scope, of)
  return ground && mayIssue(scope, { ...of.place, issuerId: ground.issuerId }) ? ground : null
}

/** Keeps what people write into a paper that is not registered, for `paper:write` or `paper:issue`; refused when somebody wrote meanwhile. */
export async function savePaperTexts(
  db: Database,
  scope: Scope,
  { place, texts, version, requestId, now }: Once & { place: PaperPlace; texts: PaperTexts; version: number },
): Promise<Result<{ saved: true }, Refusal>> {
  return actOnce<Result<{ saved: true }, Refusal>>(
    db,
    scope,
    { requestId, useCase: 'save-paper-texts', permissions: write },
    async (tx) => {
      const ground = await readOwnGround(tx, scope, { place, day: todayInHanoi(now), now })
      if (!ground) return refuse({ code: 'NOT_FOUND' })
      const { campaignId, organizationId, caseId, form } = place
      const { filled } = ground
      const own = Object.fromEntries(
        Object.entries(texts)
          .filter(([name]) => form.fields.some((field) => field.name === name))
          // What the record says is not kept a second time: the paper follows the record until people write otherwise.
          .filter(([name, text]) => text !== filled[name as keyof PaperTexts]),
      )
      const kept = await putPaperTexts(tx, scope, {
        campaignId,
        organizationId,
        caseId,
        form: form.code,
        texts: own,
        version,
      })
      return kept ? ok({ saved: true }) : refuse({ code: 'CHANGED_MEANWHILE' })
    },
  )
}

/**
 * Keeps a number free for a paper, for `paper:write` or `paper:issue`: the next of its kind and term, or the one the clerk's book says. A decision
 * that was made with a number keeps it. Two clerks at once never get the same.
 */
export async function reservePaper(
  db: Database,
  scope: Scope,
  { place, requestId, now, ...asked }: Once & { place: PaperPlace } & z.infer<typeof reservePaperSchema>,
): Promise<Result<{ number: number }, Refusal>> {
  return actOnce<Result<{ number: number }, Refusal>>(
    db,
    scope,
    { requestId, useCase: 'reserve-paper', permissions: write },
    async (tx) => {
      const ground = await readOwnGround(tx, scope, { place, day: asked.documentOn, now })
      if (!ground) return refuse({ code: 'NOT_FOUND' })
      const { form } = place
      if (form.symbol === null) return refuse({ code: 'NOT_NUMBERED' })
      if (ground.paper) return refuse({ code: 'CHANGED_MEANWHILE' })
      const documentOn = dayOfDocument(ground, asked.documentOn)
      const term = await findTermOn(tx, scope, { organizationId: ground.issuerId, day: documentOn })
      if (!term) return refuse({ code: 'NO_TERM' })
      const kind = { organizationId: ground.issuerId, termId: term.id, symbol: form.symbol }
      const given = await listGivenNumbers(tx, scope, kind)
      const number = decidedNumber(ground) ?? asked.number ?? nextNumber(given)
      if (given.includes(number)) return refuse({ code: 'NUMBER_TAKEN' })
      await insertPaper(tx, scope, {
        ...kind,
        number,
        orgSymbol: (ground.frame.head.symbol ?? '').split('/').slice(1).join('/') || 'ĐU',
        form: form.code,
        formNumber: form.number,
        generation: ground.frame.generation,
        formatVersion: partyLayoutOn(documentOn).formatVersion,
        campaignId: place.campaignId,
        year: ground.campaign.year,
        subjectId: place.organizationId,
        caseId: place.caseId,
        decisionId: ground.carried?.decision.id ?? null,
        about: reportsMessagesVi.forms[form.code],
        documentOn,
        at: now,
      })
      return ok({ number })
    },
  )
}

const decidedNumber = ({ carried, frame }: PaperGround): number | undefined =>
  carried ? readNumber(carried.decision.decisionNumber, frame.head.symbol ?? '')?.number : undefined

const dayOfDocument = ({ carried }: PaperGround, asked: LegalDay): LegalDay => carried?.decision.decidedOn ?? asked

/**
 * Registers a paper whose number is kept, for `paper:write` or `paper:issue`: every release check passes, nothing it rests on is missing, and what
 * it says is frozen with a random code for the public check. A correcting decision replaces the paper it names.
 */
export async function registerPaper(
  db: Database,
  scope: Scope,
  {
    paperId,
    place,
    version,
    requestId,
    now,
    ...asked
  }: Once & { paperId: string; place: PaperPlace; version: number } & z.infer<typeof registerPaperSchema>,
): Promise<Result<{ paperId: string }, Refusal>> {
  return actOnce<Result<{ paperId: string }, Refusal>>(
    db,
    scope,
    { requestId, useCase: 'register-paper', permissions: write },
    async (tx) => {
      const ground = await readOwnGround(tx, scope, { place, day: asked.documentOn, now })
      const row = ground?.paper
      if (!ground || !row || row.id !== paperId) return refuse({ code: 'NOT_FOUND' })
      if (!mayBecome(row.state, 'registered')) return refuse({ code: 'NOT_RESERVED' })
      const gaps = gapsOf(ground)
      if (gaps) return refuse(gaps)
      const old = await replacedBy(tx, scope, { asked: asked.replacesId, row, ground })
      if (!old.ok) return old
      const documentOn = dayOfDocument(ground, asked.documentOn)
      const term = await findTermOn(tx, scope, { organizationId: ground.issuerId, day: documentOn })
      if (term?.id !== row.termId) return refuse({ code: 'NO_TERM' })
      const signed = signedGround(ground, { ...asked, documentOn, old: old.value })
      const { paper, sha256, findings } = drawPaper(signed, { registering: true })
      const blocking = findings.filter(({ severity }) => severity === 'BLOCK')
      if (blocking.length > 0) return refuse({ code: 'PAPER_HAS_FAULTS', findings: blocking })
      const done = await registerPaperRow(tx, scope, {
        id: row.id,
        organizationId: row.organizationId,
        version,
        documentOn,
        formatVersion: partyLayoutOn(documentOn).formatVersion,
        contentHash: sha256,
        templateId: await templateInUse(tx, scope, ground),
        signerName: asked.signerName,
        signerTitle: asked.signerTitle,
        replacesId: old.value?.id ?? null,
        drawn: paper,
        layout: { options: ground.options, issuer: ground.frame.head.issuer },
        checkCode: newCheckCode(),
        at: now,
      })
      if (!done) return refuse({ code: 'CHANGED_MEANWHILE' })
      if (old.value && !(await endPaper(tx, scope, { id: old.value.id, from: 'registered', to: 'replaced' }))) {
        return refuse({ code: 'CHANGED_MEANWHILE' })
      }
      return ok({ paperId: row.id })
    },
  )
}

/** What a correction stands in for; only a correcting decision replaces, and only a registered paper of the same issuer. */
async function replacedBy(
  tx: Tx,
  scope: Scope,
  { asked, row, ground }: { asked: string | null; row: PaperRow; ground: PaperGround },
): Promise<Result<PaperRow | null, Refusal>> {
  if (asked === null) return ok(null)
  if (asked === row.id) return refuse({ code: 'SAME_PAPER' })
  if (ground.place.form.code !== 'correction-decision') return refuse({ code: 'NOT_OF_THIS_KIND' })
  const old = await findPaper(tx, scope, asked)
  if (old?.state !== 'registered') return refuse({ code: 'NOT_FOUND' })
  return old.organizationId === row.organizationId ? ok(old) : refuse({ code: 'NOT_OF_THIS_ISSUER' })
}

function gapsOf(ground: PaperGround): Refusal | null {
  if (isListChanged(ground)) return { code: 'LIST_CHANGED' }
  // A report may go out before its tables are signed off, and says so itself.
  const facts = ground.missing.filter((fact) => fact !== 'tables')
  if (facts.length > 0) return { code: 'FACTS_MISSING', facts }
  const fields = ground.emptyFields.filter((name) => name !== 'oldDecision')
  return fields.length > 0 ? { code: 'FIELDS_MISSING', fields } : null
}

type Signed = {
  readonly signerName: string
  readonly signerTitle: string
  readonly documentOn: LegalDay
  readonly old: PaperRow | null
}

/** The ground as it is signed: day and signer of the registration, and the decision that is replaced by its number and day. */
function signedGround(ground: PaperGround, { signerName, signerTitle, documentOn, old }: Signed): PaperGround {
  const { frame } = ground
  const position = /^T\/M/iu.test(signerTitle) ? signerTitle.replace(/^T\/M [^,;]+[,;]\s*/iu, '') : signerTitle
  const oldDecision = old
    ? `số ${String(old.number).padStart(2, '0')}-${old.symbol}/${old.orgSymbol} ngày ${old.documentOn.split('-').reverse().join('/')}`
    : undefined
  return {
    ...ground,
    frame: {
      ...frame,
      head: { ...frame.head, day: documentOn },
      signature: { ...frame.signature, position, name: signerName },
      texts: oldDecision ? { ...frame.texts, oldDecision } : frame.texts,
    },
  }
}

const newCheckCode = (): string =>
  Array.from({ length: checkCodeLength }, () => checkAlphabet[randomInt(checkAlphabet.length)]).join('')

/** Gives a kept number up, for `paper:write` or `paper:issue`: it is never given to another paper. */
export async function withdrawPaper(
  db: Database,
  scope: Scope,
  { paperId, requestId }: Once & { paperId: string },
): Promise<Result<{ paperId: string }, Refusal>> {
  return actOnce<Result<{ paperId: string }, Refusal>>(
    db,
    scope,
    { requestId, useCase: 'withdraw-paper', permissions: write },
    async (tx) => {
      const row = await findPaper(tx, scope, paperId)
      const of = row && { form: { code: row.form }, caseId: row.caseId, issuerId: row.organizationId }
      if (!of || !mayIssue(scope, of)) return refuse({ code: 'NOT_FOUND' })
      const done =
        mayBecome(row.state, 'withdrawn') &&
        (await endPaper(tx, scope, { id: paperId, from: 'reserved', to: 'withdrawn' }))
      return done ? ok({ paperId }) : refuse({ code: 'NOT_RESERVED' })
    },
  )
}
