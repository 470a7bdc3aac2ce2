import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import classes from './succession.module.css'

type Finding = { readonly code: string; readonly weight: 'error' | 'warning'; readonly said: string }

/** What stands against a change, and what should be known before it is decided. */
export function SuccessionFindings({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations('organizations.successions')
  return (
    <>
      {(['error', 'warning'] as const).map((weight) => {
        const some = findings.filter((finding) => finding.weight === weight)
        return (
          some.length > 0 && (
            <Notice
              key={weight}
              tone={weight === 'error' ? 'error' : 'watch'}
              title={t(`findings.${weight}`, { count: some.length })}
            >
              <ul className={classes['list']}>
                {some.map(({ code, said }) => (
                  <li key={`${code} ${said}`}>
                    {said} <span className={classes['small']}>{code}</span>
                  </li>
                ))}
              </ul>
            </Notice>
          )
        )
      })}
    </>
  )
}
