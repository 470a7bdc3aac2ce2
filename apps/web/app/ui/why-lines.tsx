import { useClipboard } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './why.module.css'

/** The explanation of one figure. Lines always stand in this order; a line left out is not known or not needed. */
export type WhyFacts = {
  /** The calculation with its numbers: "20% × 214 = 42,8; lấy phần nguyên 42". */
  readonly how: ReactNode
  readonly facts?: ReactNode
  readonly missing?: ReactNode
  readonly rule?: ReactNode
  readonly source?: ReactNode
  readonly at?: ReactNode
}

const order = ['how', 'facts', 'missing', 'rule', 'source', 'at'] as const satisfies ReadonlyArray<keyof WhyFacts>

/** The lines of a "Vì sao", its links, and the sentence to copy. */
export function WhyLines({ why, sentence, links }: { why: WhyFacts; sentence: string; links?: ReactNode }) {
  const t = useTranslations('ui.why')
  const clipboard = useClipboard({ timeout: 4000 })
  return (
    <>
      <dl className={classes['lines']}>
        {order.map((line) =>
          why[line] === undefined ? null : (
            <div key={line} style={{ display: 'contents' }}>
              <dt>{t(line)}</dt>
              <dd>{why[line]}</dd>
            </div>
          ),
        )}
      </dl>
      <div className={classes['foot']}>
        {links}
        <button type="button" className={classes['word']} onClick={() => clipboard.copy(sentence)}>
          {t('copy')}
        </button>
        <span role="status">{clipboard.copied ? t('copied') : clipboard.error ? t('copy-failed') : ''}</span>
      </div>
    </>
  )
}
