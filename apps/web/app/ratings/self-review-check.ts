import { type ReviewField, type ReviewValues, taskFields } from './self-review-view.ts'

/** What is wrong with a field as it stands on the screen, by the key of its text and the numbers the text needs. */
export type ReviewFault = { readonly code: FaultCode; readonly numbers: Readonly<Record<string, string>> }
type FaultCode =
  | 'not-points'
  | 'points-over'
  | 'points-too-fine'
  | 'not-a-count'
  | 'tasks-sum'
  | 'exceeded-over-on-time'
  | 'remedied-over'

const most = { generalPoints: 30, resultPoints: 70 } as const

/** Why a typed text cannot be stored at all; null when it can. Such a text stays in the field and on this machine. */
export function holdReviewField(field: ReviewField, text: string): ReviewFault | null {
  if (text === '') return null
  if (field === 'generalPoints' || field === 'resultPoints') {
    if (!/^\d+(?:[.,]\d+)?$/.test(text)) return { code: 'not-points', numbers: { typed: text } }
    if (Number(text.replace(',', '.')) > most[field])
      return { code: 'points-over', numbers: { most: String(most[field]) } }
    return (text.split(/[.,]/)[1] ?? '').length > 3 ? { code: 'points-too-fine', numbers: {} } : null
  }
  return /^\d{1,6}$/.test(text) && Number(text) <= 100_000 ? null : { code: 'not-a-count', numbers: { typed: text } }
}

/** Every fault of the numbers by field: texts that are no number, and sums that do not come out. */
export function checkReview(values: ReviewValues): Partial<Record<ReviewField, ReviewFault>> {
  const faults: Partial<Record<ReviewField, ReviewFault>> = {}
  const fields: readonly ReviewField[] = [
    'generalPoints',
    'resultPoints',
    ...taskFields,
    'limitationsPointedOut',
    'limitationsRemedied',
  ]
  for (const field of fields) {
    const held = holdReviewField(field, values[field])
    if (held) faults[field] = held
  }
  const count = (field: ReviewField) => (values[field] === '' || faults[field] ? null : Number(values[field]))
  const [assigned, onTime, late, failed] = taskFields.slice(0, 4).map(count)
  if (assigned != null && onTime != null && late != null && failed != null && onTime + late + failed !== assigned) {
    const numbers = { onTime, late, failed, sum: onTime + late + failed, assigned }
    faults.tasksAssigned = { code: 'tasks-sum', numbers: texts(numbers) }
  }
  const exceeded = count('tasksExceeded')
  if (exceeded !== null && onTime != null && exceeded > onTime) {
    faults.tasksExceeded = { code: 'exceeded-over-on-time', numbers: texts({ exceeded, onTime }) }
  }
  const [pointedOut, remedied] = [count('limitationsPointedOut'), count('limitationsRemedied')]
  if (pointedOut !== null && remedied !== null && remedied > pointedOut) {
    faults.limitationsRemedied = { code: 'remedied-over', numbers: texts({ remedied, pointedOut }) }
  }
  return faults
}

/** The fields that must be filled before a self-review is handed in and are empty; the text may be on paper. */
export const missingFields = (values: ReviewValues): readonly (ReviewField | 'selfLevel')[] =>
  (
    [
      'generalPoints',
      'resultPoints',
      ...taskFields,
      'limitationsPointedOut',
      'limitationsRemedied',
      'selfLevel',
    ] as const
  ).filter((field) => values[field] === '')

const texts = (numbers: Record<string, number>) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]))
