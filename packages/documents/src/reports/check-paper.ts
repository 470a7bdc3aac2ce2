import type { LegalDay } from '@nq15/domain/shared'
import { type FormatVersion, partyLayoutOn } from './party-layout.ts'

/** Kinds of paper as far as competence differs; `template` is a form of Ban Tổ chức Trung ương (ballot, self-review). */
export type PaperKind =
  | 'resolution'
  | 'decision'
  | 'regulation'
  | 'guidance'
  | 'directive'
  | 'circular'
  | 'minutes'
  | 'letter'
  | 'other'
  | 'template'

/** Who issues a paper; `tellers` is the counting group of a cell's meeting. */
export type PaperIssuer = 'standing-committee' | 'committee' | 'cell-committee' | 'cell' | 'tellers' | 'advisory-board'

/** What is checked before a file is released; leave out what the paper does not have. */
export type PaperUnderCheck = {
  /** Whether the organization's own choice allows "V/v"; by the layout of the day when left out. */
  readonly subjectPrefix?: 'về việc' | 'V/v' | 'none'
  readonly kind: PaperKind
  readonly issuer: PaperIssuer
  readonly formatVersion: FormatVersion
  readonly day?: LegalDay
  readonly dateText?: string
  readonly number?: number
  /** Set when văn thư registers the paper: from then on a decision needs its number and day. */
  readonly registering?: boolean
  readonly signingLines?: readonly string[]
  readonly signerName?: string
  readonly stampBlock?: boolean
  readonly voterIdentity?: boolean
  readonly subject?: string
  readonly bodyTexts?: readonly string[]
  readonly levelLabels?: { readonly printed: readonly string[]; readonly ofGeneration: readonly string[] }
  readonly list?: { readonly printed: readonly ListedLevel[]; readonly decided: readonly ListedLevel[] }
  readonly form?: { readonly id: string; readonly ofGeneration: readonly string[] }
}

/** One line of a list against one decided case: `id` is any stable key, `level` a grade or `not-rated`. */
export type ListedLevel = { readonly id: string; readonly level: string }

/** What a check can find; BLOCK keeps the file back, WARN is shown beside it. Texts are in this room's messages. */
export type PaperFindingCode =
  | 'issuer-not-competent'
  | 'collective-signed-for'
  | 'cell-with-stamp'
  | 'decision-without-number'
  | 'decision-without-day'
  | 'ballot-names-voter'
  | 'level-not-of-generation'
  | 'list-differs'
  | 'number-missing'
  | 'day-without-zero'
  | 'subject-abbreviated'
  | 'name-with-title'
  | 'body-ends-with-slash'
  | 'form-not-of-generation'
  | 'format-not-of-day'

/** One finding; `detail` names the text or the cases concerned. */
export type PaperFinding = {
  readonly severity: 'BLOCK' | 'WARN'
  readonly code: PaperFindingCode
  readonly detail?: string
}

/** Kinds that a body may not issue (399-QĐ/TW Đ11, Đ13, S-code); nobody at these levels issues chỉ thị or thông tri. */
const barredKinds: Readonly<Record<PaperIssuer, readonly PaperKind[]>> = {
  'standing-committee': ['directive', 'circular'],
  committee: ['directive', 'circular', 'guidance'],
  'cell-committee': ['directive', 'circular', 'guidance', 'regulation'],
  cell: ['directive', 'circular', 'guidance', 'regulation'],
  tellers: ['resolution', 'decision', 'regulation', 'guidance', 'directive', 'circular', 'letter'],
  'advisory-board': ['directive', 'circular', 'resolution'],
}

/** The release checks of a Party paper, all at once, blocks first; an empty answer means it may go out. */
export function checkPaper(paper: PaperUnderCheck): readonly PaperFinding[] {
  return [...blocks(paper), ...warnings(paper)]
}

function blocks(paper: PaperUnderCheck): PaperFinding[] {
  const found: PaperFinding[] = []
  const block = (code: PaperFindingCode, detail?: string) =>
    found.push({ severity: 'BLOCK', code, ...(detail === undefined ? {} : { detail }) })
  if (barredKinds[paper.issuer].includes(paper.kind)) block('issuer-not-competent')
  const lines = paper.signingLines ?? []
  if (lines.some((line) => line.includes('T/M')) && lines.some((line) => line.includes('K/T'))) {
    block('collective-signed-for', lines.join(' '))
  }
  if (isCell(paper.issuer) && paper.stampBlock) block('cell-with-stamp')
  if (paper.registering && paper.kind === 'decision') {
    if (paper.number === undefined) block('decision-without-number')
    if (paper.day === undefined) block('decision-without-day')
  }
  if (paper.voterIdentity) block('ballot-names-voter')
  for (const label of paper.levelLabels?.printed ?? []) {
    if (!paper.levelLabels?.ofGeneration.includes(label)) block('level-not-of-generation', label)
  }
  const differing = paper.list ? differences(paper.list.printed, paper.list.decided) : []
  if (differing.length > 0) block('list-differs', differing.join(', '))
  return found
}

const isCell = (issuer: PaperIssuer) => issuer === 'cell' || issuer === 'tellers'

function differences(printed: readonly ListedLevel[], decided: readonly ListedLevel[]): string[] {
  const printedLevels = new Map(printed.map(({ id, level }) => [id, level]))
  const decidedLevels = new Map(decided.map(({ id, level }) => [id, level]))
  const ids = new Set([...printedLevels.keys(), ...decidedLevels.keys()])
  const differing = [...ids].filter((id) => printedLevels.get(id) !== decidedLevels.get(id))
  const seen = new Set<string>()
  const twice = printed.filter(({ id }) => seen.has(id) || !seen.add(id)).map(({ id }) => id)
  return [...new Set([...differing, ...twice])]
}

const academicTitle = /(?:^|[\s,.])(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|Giáo sư|Phó giáo sư|Tiến sĩ|Thạc sĩ)(?:[\s.,]|$)/u

function warnings(paper: PaperUnderCheck): PaperFinding[] {
  const found: PaperFinding[] = []
  const warn = (code: PaperFindingCode, detail?: string) =>
    found.push({ severity: 'WARN', code, ...(detail === undefined ? {} : { detail }) })
  if (paper.number === undefined && !paper.registering && paper.kind !== 'template') warn('number-missing')
  const unpadded = /ngày [1-9](?!\d)|tháng [12](?!\d)/u
  if (paper.dateText && unpadded.test(paper.dateText)) warn('day-without-zero', paper.dateText)
  const usual = paper.day === undefined ? 'về việc' : partyLayoutOn(paper.day).subjectPrefix.value
  const prefix = paper.subjectPrefix ?? usual
  if (prefix !== 'V/v' && paper.subject && /^V\/v/iu.test(paper.subject)) warn('subject-abbreviated', paper.subject)
  if (paper.signerName && academicTitle.test(paper.signerName)) warn('name-with-title', paper.signerName)
  if (paper.bodyTexts?.some((text) => text.trimEnd().endsWith('./.'))) warn('body-ends-with-slash')
  if (paper.form && !paper.form.ofGeneration.includes(paper.form.id)) warn('form-not-of-generation', paper.form.id)
  if (paper.day !== undefined && partyLayoutOn(paper.day).formatVersion !== paper.formatVersion) {
    warn('format-not-of-day', paper.formatVersion)
  }
  return found
}
