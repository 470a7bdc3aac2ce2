import { ActFold, type ActFoldProps } from '../monitoring/act-fold.tsx'
import { IncidentFields } from './incident-fields.tsx'
import type { IncidentField } from './incident-forms.ts'

type ActFormProps = ActFoldProps & {
  fields: readonly IncidentField[]
  choices?: Partial<Record<IncidentField, readonly { readonly value: string; readonly label: string }[]>>
}

/** One act on a case, a promise or a seat. */
export function ActForm({ fields, choices, ...act }: ActFormProps) {
  return (
    <ActFold {...act} ids={['commitmentId', 'seatId']}>
      {({ typed, wrong }) => (
        <IncidentFields fields={fields} typed={typed} wrong={wrong} {...(choices ? { choices } : {})} />
      )}
    </ActFold>
  )
}
