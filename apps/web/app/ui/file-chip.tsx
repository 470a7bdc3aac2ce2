import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from './chip.tsx'
import {
  type Icon,
  IconArrowBackUp,
  IconCheck,
  IconEye,
  IconGavel,
  IconInbox,
  IconMinus,
  IconPencil,
  IconRoute,
} from './icons.ts'

/** State of a cell's rating file. */
export type ShownFileState =
  | 'not-started'
  | 'in-work'
  | 'with-intermediate'
  | 'sent'
  | 'appraising'
  | 'returned'
  | 'appraised'
  | 'decided'

const looks = {
  'not-started': ['dashed', IconMinus],
  'in-work': ['dashed', IconPencil],
  'with-intermediate': ['grey', IconRoute],
  sent: ['grey', IconInbox],
  appraising: ['grey', IconEye],
  returned: ['watch', IconArrowBackUp],
  appraised: ['accent', IconCheck],
  decided: ['accentEdge', IconGavel],
} as const satisfies Record<ShownFileState, readonly [ChipLook, Icon]>

/** The state of a cell's file; a returned one needs its reason in the row beside it. */
export function FileChip({ state }: { state: ShownFileState }) {
  const t = useTranslations('ui.file')
  const [look, icon] = looks[state]
  return (
    <Chip look={look} icon={icon}>
      {t(state)}
    </Chip>
  )
}
