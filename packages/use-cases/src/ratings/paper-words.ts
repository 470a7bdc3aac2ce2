import type { MemberGroup } from '@nq15/documents/ratings'
import type { PaperIssuer, Signature } from '@nq15/documents/reports'
import {
  type DecidedOutcome,
  decidedOutcomeSchema,
  messagesVi,
  notRatedReasonSchema,
  type VotingThreshold,
} from '@nq15/domain/ratings'
import { findPaperForm, type ListedForm, type PaperCode } from '@nq15/domain/reports'

/** A file ready to be handed out. */
export type PaperFile = { readonly fileName: string; readonly contentType: string; readonly bytes: Buffer }

/** A form that this product has, by its code. */
export function formOf(code: PaperCode): ListedForm {
  const form = findPaperForm(code)
  if (!form) throw new Error(`no form ${code}`)
  return form
}

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The form a kind of person is reviewed by, which is also the group of the papers. */
export function groupOfSubject(subject: string): MemberGroup {
  if (subject === 'LEADER') return 'leader'
  // Either name of one who does not lead.
  if (subject === 'MEMBER_2A' || subject === 'MEMBER_2B') return 'member'
  if (subject === 'MEMBER_2C') return 'outside'
  throw new Error(`no form for ${subject}`)
}

/** A stored outcome in the words of the papers; undefined for what is no outcome. */
export const paperOutcome = (outcome: string | null | undefined): DecidedOutcome | undefined =>
  decidedOutcomeSchema.safeParse(outcome).data

/** Exact decimal text as a number of the papers, which print at most three decimals. */
export const paperPoints = (points: string | null | undefined): number | undefined =>
  points === null || points === undefined ? undefined : Number(points)

/** The committee of an organization: "Đảng bộ phường Hoa Ban" is led by "Đảng ủy phường Hoa Ban", a cell stands for itself. */
export const committeeName = (organization: string): string => organization.replace(/^Đảng bộ(?= )/u, 'Đảng ủy')

/** The place in the line of place and date: the unit's own name, else that of the superior. */
export function placeOf(organization: string, superior: string | null): string {
  const unit = /^(?:Đảng bộ|Đảng ủy) (?:phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố) (.+)$/u
  return unit.exec(organization)?.[1] ?? (superior === null ? undefined : unit.exec(superior)?.[1]) ?? organization
}

/** The number and symbol of a document as written: "15-QĐ/ĐU", "15/QĐ-ĐU" or "15"; null when no number stands first. */
export function readNumber(written: string, symbol: string): { number: number; symbol: string } | null {
  const [, digits, rest = ''] = /^(\d{1,6})(?:\s*[-–/]\s*(\S.*))?$/u.exec(written.trim()) ?? []
  return digits === undefined ? null : { number: Number(digits), symbol: rest === '' ? symbol : rest }
}

type Signer = { readonly signerName: string; readonly signerTitle: string }

/**
 * Who decides and signs, from the signer's title: a title that names the standing committee ("T/M Ban Thường vụ, Bí thư")
 * makes it the issuer, else the committee itself signs (party-documents.md, papers 15 and signing table).
 */
export function signingOf(
  { signerName, signerTitle }: Signer,
  organization: string,
): { issuer: PaperIssuer; decidedBy: string; signature: Signature } {
  const isCell = /^Chi bộ/u.test(organization)
  const [, organ, title] = /^(T\/M [^,;\n]+)[,;\n]\s*(.+)$/isu.exec(signerTitle.trim()) ?? []
  const standing = /thường vụ/iu.test(organ ?? '')
  const committee = committeeName(organization)
  return {
    issuer: isCell ? 'cell-committee' : standing ? 'standing-committee' : 'committee',
    decidedBy: standing ? `Ban Thường vụ ${committee}` : committee,
    signature: {
      forBody: organ ?? (isCell ? 'T/M CHI BỘ' : 'T/M ĐẢNG ỦY'),
      position: title ?? signerTitle,
      name: signerName,
    },
  }
}

/** A name as it may stand in a file name: no sign that a file system or a header takes amiss. */
export const fileWord = (name: string): string => name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/gu, '')

/** Why somebody is not rated, in the words of the papers. */
export const reasonInWords = (reason: string, text: string | null): string =>
  text ?? messagesVi.notRatedReasons[notRatedReasonSchema.parse(reason)]

/** The sections of the form by the words their headings begin with (forms 02A, 02B, 02C of 43-HD/BTCTW). */
const headings = {
  strengths: /^ưu điểm/iu,
  limitations: /^hạn chế/iu,
  remedied: /^(?:kết quả )?khắc phục/iu,
  explained: /^giải trình/iu,
  responsibility: /^trách nhiệm/iu,
  direction: /^phương hướng/iu,
} as const
type Section = keyof typeof headings

/**
 * Puts the lines of a self-review under the form's sections: a numbered line that names a section opens it, and what stands
 * before any heading is the first one's.
 */
export function sectionsOf(text: string): Partial<Record<Section, string>> {
  const lines: Record<string, string[]> = {}
  let current: Section = 'strengths'
  for (const line of text.split('\n')) {
    const [, title] = /^\s*(?:[IVX]+|\d+)[.)]\s*(.+)$/u.exec(line) ?? []
    const opened = title && (Object.keys(headings) as Section[]).find((section) => headings[section].test(title))
    if (opened) current = opened
    else lines[current] = [...(lines[current] ?? []), line]
  }
  return Object.fromEntries(Object.entries(lines).map(([section, own]) => [section, own.join('\n').trim()]))
}

const baseWords = {
  ELIGIBLE: 'số đảng viên được triệu tập',
  PRESENT: 'số đảng viên có mặt',
  ISSUED: 'số phiếu phát ra',
  COLLECTED: 'số phiếu thu về',
  VALID: 'số phiếu hợp lệ',
} as const satisfies Record<VotingThreshold['base'], string>

/** The share and whose share it is: "trên 1/2 số đảng viên được triệu tập". */
export const thresholdInWords = ({ strict, num, den, base }: VotingThreshold): string =>
  `${strict ? 'trên' : 'từ'} ${num}/${den} ${baseWords[base]}`

/** A day inside a sentence of a paper: `dd/MM/yyyy`. */
export const writtenDay = (day: string): string => day.split('-').reverse().join('/')
