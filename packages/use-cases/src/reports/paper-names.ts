import type { PaperFrame } from '@nq15/documents/ratings'
import { ratingBases } from '@nq15/documents/ratings'
import { generationOfYear, type LayoutOptions, type ListedForm, type PaperTexts } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { committeeName, placeOf } from '../ratings/paper-words.ts'

/** An organization as a paper names it. */
type Named = { readonly name: string; readonly parentName: string | null }

type Parts = {
  readonly form: ListedForm
  readonly year: number
  readonly day: LegalDay
  readonly issuer: Named
  /** The organization the paper is about. */
  readonly about: Named
  readonly options: LayoutOptions
  readonly texts: PaperTexts
  readonly number?: number
}

const isCell = (name: string) => /^Chi bộ/u.test(name)

/** The symbol of an issuing body where nobody has written another: ĐU and CB by practice (S-code), TU from memory (M). */
export const usualSymbol = (name: string): string =>
  isCell(name) ? 'CB' : /^(?:Thành ủy|Đảng bộ [Tt]hành phố)/u.test(name) ? 'TU' : 'ĐU'

/** The frame of a paper from the names of its day and what the organization has chosen. */
export function frameOf({ form, year, day, issuer, about, options, texts, number }: Parts): PaperFrame {
  const generation = generationOfYear(year)
  const cell = isCell(issuer.name)
  const committee = committeeName(issuer.name)
  return {
    form,
    generation,
    year,
    head: {
      superior: options.superiorName ?? issuer.parentName ?? '',
      issuer: options.issuingName ?? committee,
      ...(form.symbol === null ? {} : { symbol: `${form.symbol}/${options.orgSymbol ?? usualSymbol(issuer.name)}` }),
      ...(number === undefined ? {} : { number }),
      place: options.place ?? placeOf(issuer.name, issuer.parentName),
      day,
    },
    issuer:
      form.code === 'tally-record'
        ? 'tellers'
        : form.code === 'appraisal'
          ? 'advisory-board'
          : cell
            ? 'cell'
            : 'standing-committee',
    decidedBy: cell ? issuer.name : `Ban Thường vụ ${committee}`,
    organization: about.name,
    bases: ['Căn cứ Điều lệ Đảng', ...ratingBases[generation].map(({ text }) => `Căn cứ ${text}`)],
    signature: {
      forBody: options.signerForBody ?? (cell ? 'T/M CHI BỘ' : 'T/M BAN THƯỜNG VỤ'),
      position: options.signerPosition ?? 'Bí thư',
      ...(options.signerName === undefined ? {} : { name: options.signerName }),
    },
    recipients:
      options.copyTo ?? (cell ? ['Cấp ủy cấp trên', 'Lưu Chi bộ'] : ['Các chi bộ trực thuộc', 'Lưu Văn phòng Đảng ủy']),
    texts,
    subjectPrefix: options.subjectPrefix ?? 'về việc',
  }
}
