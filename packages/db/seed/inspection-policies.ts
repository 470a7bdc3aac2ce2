import { inArray, type Policy, policy } from './policy-parts.ts'

const everyActor = 'nq15_app,nq15_city,nq15_city_person,nq15_wide'

/** What is only planned is not seen from below, and a proceeding on discipline by nobody but who needs to know (privacy G9). */
const narrowTo = (table: string, name: string, using: string, on: string = everyActor): Policy => ({
  ...policy(table, name, 'select', on),
  permissive: false,
  using,
  check: '',
})
const ofInspection = (table: string) =>
  narrowTo(
    table,
    'of_inspection',
    `exists (select from inspection i where i.id = ${table}.inspection_id)`,
    'nq15_app,nq15_wide',
  )
const ofCase = 'exists (select from discipline_case c where c.id = discipline_step.case_id)'
const decidesDiscipline = 'app.decides_discipline(body_id)'
export const inspectionPolicies: readonly Policy[] = [
  narrowTo('inspection', 'announced', `state <> 'planned' or ${inArray('body_id', 'orgs')}`, 'nq15_app,nq15_wide'),
  ofInspection('inspection_step'),
  ofInspection('inspection_team'),
  { ...policy('discipline_case', 'decider_read', 'select', everyActor), using: decidesDiscipline, check: '' },
  narrowTo('discipline_case', 'need_to_know', 'app.knows_discipline(organization_id, body_id)'),
  { ...policy('discipline_step', 'decider_read', 'select', everyActor), using: ofCase, check: '' },
  narrowTo('discipline_step', 'need_to_know', ofCase),
]
