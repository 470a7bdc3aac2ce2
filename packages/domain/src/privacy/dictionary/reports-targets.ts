import type { RoomDictionary } from '../field-entry.ts'

const shared = { basis: 'party-organization', retention: 'organization-record' } as const

/** What targets of the resolution hold: figures of organizations with their documents; accounts only as who entered. */
export const reportTargetsDictionary: RoomDictionary = {
  resolution_target: {
    purpose: 'Chỉ tiêu của nghị quyết, của kế hoạch kinh tế - xã hội: mức gốc, mức đề ra, văn bản; không nêu người nào',
    ...shared,
    fields: {
      id: 'technical',
      organization_id: 'internal',
      plan: 'internal',
      wording: 'internal',
      unit: 'internal',
      bound: 'internal',
      base: 'internal',
      base_year: 'internal',
      wanted: 'internal',
      due_year: 'internal',
      directive_id: 'technical',
      source: 'internal',
      confidence: 'internal',
      counted_table: 'internal',
      counted_column: 'internal',
      entered_by: 'personal',
      entered_by_name: 'personal',
      entered_on: 'internal',
      struck_on: 'internal',
      struck_why: 'internal',
      version: 'technical',
      updated_at: 'technical',
    },
  },
  resolution_target_task: {
    purpose: 'Việc giao theo văn bản hoặc theo kết luận được gắn với chỉ tiêu',
    ...shared,
    fields: {
      id: 'technical',
      target_id: 'technical',
      organization_id: 'internal',
      directive_task_id: 'technical',
      conclusion_id: 'technical',
      linked_by: 'personal',
      linked_by_name: 'personal',
      linked_on: 'internal',
      unlinked_on: 'internal',
    },
  },
  resolution_target_result: {
    purpose: 'Kết quả từng năm của chỉ tiêu, có nguồn và ngày chốt; số của nguồn khác đặt cạnh nhau',
    ...shared,
    fields: {
      id: 'technical',
      target_id: 'technical',
      organization_id: 'internal',
      year: 'internal',
      value: 'internal',
      source: 'internal',
      cut_off: 'internal',
      entered_by: 'personal',
      entered_by_name: 'personal',
      entered_at: 'technical',
      replaces_id: 'technical',
      reason: 'internal',
      superseded_at: 'technical',
    },
  },
}
