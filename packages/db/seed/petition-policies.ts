import { type Policy, policy } from './policy-parts.ts'

const everyActor = ['nq15_app', 'nq15_city', 'nq15_city_person', 'nq15_wide'].join(',')

const seenPaper = 'exists (select from petition p where p.id = petition_id)'
const seenCase = 'exists (select from petition_case c where c.id = case_id)'
/** A denunciation is shut to the organization denounced, to who stands under it and to its members. */
const notDenounced: readonly Policy[] = [
  ...['petition', 'petition_case'].map((table) => ({
    ...policy(table, 'not_denounced', 'all', everyActor),
    permissive: false,
    using: `kind <> 'denunciation' or respondent_organization_id is null or not (respondent_organization_id = any ((select app.denounced_orgs())::uuid[]))`,
    check: '',
  })),
  // And to the member it is about, and who stands under him wherever he holds a post today.
  ...(['petition', 'petition_case'] as const).map((table) => ({
    ...policy(table, 'not_denounced_member', 'all', everyActor),
    permissive: false,
    using: `not (id = any ((select app.${table === 'petition' ? 'shut_papers' : 'shut_cases'}())::uuid[]))`,
    check: '',
  })),
  ...(
    [
      ['petition_step', 'select', `(petition_id is null or ${seenPaper}) and (case_id is null or ${seenCase})`],
      ['petition_exchange_item', 'select', seenCase],
      ['petition_exchange_difference', 'select', `case_id is null or ${seenCase}`],
      ['petition_receipt', 'all', seenPaper],
      ['petition_paper', 'all', seenPaper],
      ['petition_redaction', 'all', seenPaper],
    ] as const
  ).map(([table, command, using]) => ({
    ...policy(table, 'of_seen', command, everyActor),
    ...{ permissive: false, using, check: '' },
  })),
]

/** A direction is seen and reported on by who owes it too, and by nobody to whom its paper is shut. */
const owes = (what: 'read' | 'work') => `owed_by_id = any ((select app.petition_orgs('${what}'))::uuid[])`
const ofDirection = (more = '') => `exists (select from party_direction d where d.id = direction_id${more})`
const directionPolicies: readonly Policy[] = [
  { ...policy('party_direction', 'owes_read', 'select', everyActor), using: owes('read'), check: '' },
  { ...policy('party_direction', 'owes_update', 'update', everyActor), using: owes('work'), check: '' },
  {
    ...policy('party_direction', 'not_shut', 'all', everyActor),
    permissive: false,
    using: 'not app.petition_shut(petition_id)',
    check: '',
  },
  {
    ...policy('party_direction_step', 'owes_read', 'select', everyActor),
    using: ofDirection(` and d.${owes('read')}`),
    check: '',
  },
  {
    ...policy('party_direction_step', 'owes_insert', 'insert', everyActor),
    using: '',
    check: ofDirection(` and d.${owes('work')}`),
  },
  {
    ...policy('party_direction_step', 'of_seen', 'all', everyActor),
    permissive: false,
    using: ofDirection(),
    check: '',
  },
]

/** A file of a paper is a copy that a person answers for and has not taken back; everything else of it is read by nobody. */
const answeredFor = 'exists (select from petition_redaction r where r.attachment_id = file_person_attachment.id'
const copyPolicies: readonly Policy[] = [
  {
    ...policy('file_person_attachment', 'copy_read', 'select', everyActor),
    using: `record_table = 'petition_paper' and ${answeredFor} and r.withdrawn_at is null)`,
    check: '',
  },
  {
    ...policy('file_person_attachment', 'copy_insert', 'insert', everyActor),
    using: '',
    check: `record_table = 'petition_paper' and ${answeredFor})`,
  },
  {
    ...policy('file_person_attachment', 'copies_only', 'all', everyActor),
    permissive: false,
    using: `record_table <> 'petition_paper' or ${answeredFor} and r.withdrawn_at is null)`,
    check: '',
  },
]

/** The policies of petitions that no class explains. */
export const petitionPolicies: readonly Policy[] = [...notDenounced, ...directionPolicies, ...copyPolicies]
