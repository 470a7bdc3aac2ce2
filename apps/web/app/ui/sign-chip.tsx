import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from './chip.tsx'
import {
  type Icon,
  IconCircleCheck,
  IconCircleDashed,
  IconEyeOff,
  IconMinus,
  IconSquareRotatedFilled,
  IconTriangleFilled,
} from './icons.ts'

/** State of a sign of weakness. */
export type ShownSign = 'green' | 'yellow' | 'red' | 'no-data' | 'not-applicable' | 'suppressed'

const looks = {
  green: ['ok', IconCircleCheck],
  yellow: ['watch', IconTriangleFilled],
  red: ['red', IconSquareRotatedFilled],
  'no-data': ['dashed', IconCircleDashed],
  'not-applicable': ['flat', IconMinus],
  suppressed: ['grey', IconEyeOff],
} as const satisfies Record<ShownSign, readonly [ChipLook, Icon]>

/** A sign by word and shape: ring with tick, triangle, diamond, dashed ring, dash, struck eye. `children` replaces the word ("C 2"). */
export function SignChip({ sign, children }: { sign: ShownSign; children?: ReactNode }) {
  const t = useTranslations('ui.sign')
  const [look, icon] = looks[sign]
  return (
    <Chip look={look} icon={icon}>
      {children === undefined ? (
        t(sign)
      ) : (
        <>
          <span className="nq-only-read">{t(sign)}</span>
          {children}
        </>
      )}
    </Chip>
  )
}
