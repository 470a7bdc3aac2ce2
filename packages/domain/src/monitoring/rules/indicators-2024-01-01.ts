import type { IndicatorDef } from '../indicator.ts'
import { blockA20240101 } from './block-a-2024-01-01.ts'
import { blockB20240101 } from './block-b-2024-01-01.ts'
import { blockC20240101 } from './block-c-2024-01-01.ts'
import { blockD20240101 } from './block-d-2024-01-01.ts'
import { blockX20240101 } from './block-x-2024-01-01.ts'

/**
 * The catalogue as of its day in force: 39 indicators, the rule of small numbers (C10) and four contradictions. The city's own
 * criteria under Nghị quyết 15-NQ/TU are not known; most levels are proposals of the product and may be changed by overlay.
 * W… are the keys of the list of public sources.
 */
export const indicators20240101: readonly IndicatorDef[] = [
  ...blockA20240101,
  ...blockB20240101,
  ...blockC20240101,
  ...blockD20240101,
  ...blockX20240101,
]
