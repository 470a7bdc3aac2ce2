import { levels, reviewEditions } from '@nq15/domain/ratings'
import type { PaperGeneration } from '@nq15/domain/reports'
import { checkPaper, type ListedLevel, type PaperFinding, type PaperKind } from '../reports/check-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { dateLine } from '../reports/party-words.ts'
import type { PaperData } from './draw-up-paper.ts'
import type { PaperFrame } from './paper-frame.ts'
import { memberGroups, wordsOf } from './rating-words.ts'
import { reviewFormId } from './self-review.ts'

const kindOf = (symbol: string | null): PaperKind =>
  symbol === 'QĐ'
    ? 'decision'
    : symbol === 'CV'
      ? 'letter'
      : symbol === 'BB'
        ? 'minutes'
        : symbol === null
          ? 'template'
          : 'other'

type Under = {
  readonly frame: PaperFrame
  readonly data: PaperData
  /** The levels that were decided, where the paper lists them. */
  readonly decided?: readonly ListedLevel[]
  readonly registering?: boolean
  /** The words of the rule set where they are known; those of the generation else. */
  readonly levelLabels?: readonly string[]
}

/** The release checks of a paper of the rating round (party-documents.md §7); BLOCK findings keep it back. */
export function checkRatingPaper({
  frame,
  data,
  decided,
  registering = false,
  levelLabels,
}: Under): readonly PaperFinding[] {
  const { form, head, signature, issuer, texts, generation } = frame
  const isUnit = form.code === 'cell-decision' || form.code === 'organization-decision'
  const listed = isUnit ? data.organizations : form.code === 'member-decision' ? data.decided : undefined
  const words = wordsOf(generation, isUnit ? 'organization' : 'member')
  const formId =
    form.code === 'self-review' && data.person
      ? reviewFormId(generation, data.person.group, data.review?.edition)
      : undefined
  return checkPaper({
    kind: kindOf(form.symbol),
    issuer,
    formatVersion: partyLayoutOn(head.day).formatVersion,
    day: head.day,
    dateText: dateLine(head.place, head.day),
    subjectPrefix: frame.subjectPrefix,
    ...(head.number === undefined ? {} : { number: head.number }),
    registering,
    signingLines: [signature.forBody ?? '', signature.position],
    ...(signature.name === undefined ? {} : { signerName: signature.name }),
    bodyTexts: [...frame.bases, ...Object.values(texts)],
    levelLabels: { printed: levelLabels ?? [], ofGeneration: levels.map((level) => words[level].full) },
    ...(listed && decided
      ? { list: { printed: listed.map(({ id, outcome }) => ({ id, level: outcome })), decided } }
      : {}),
    ...(formId === undefined ? {} : { form: { id: formId, ofGeneration: formIdsOf(generation) } }),
  })
}

const formIdsOf = (generation: PaperGeneration): string[] =>
  memberGroups.flatMap(({ code }) => reviewEditions.flatMap((edition) => reviewFormId(generation, code, edition) ?? []))
