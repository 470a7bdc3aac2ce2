import type { Role, ServiceRole } from '@nq15/domain/access'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { addDays } from '../ui/month-days.ts'
import classes from './accounts.module.css'

/** A grant as a line tells it. */
export type ShownGrant = {
  readonly id: string
  readonly role: Role | ServiceRole
  readonly organizationName: string | null
  readonly holderName: string
  readonly validFrom: string
  readonly validTo: string
  readonly grantedBy: string | null
  readonly grantedAt: string
  readonly reason: string | null
  readonly endedBy: string | null
  readonly endReason: string | null
  readonly delegatedBy: string | null
}

/** Roles as lines: which, where, on which days, who gave or ended it and why; `end` is the form beside one that still lasts. */
export function GrantLines({
  grants,
  withHolder = false,
  end,
}: {
  grants: readonly ShownGrant[]
  withHolder?: boolean
  end?: (grant: ShownGrant) => ReactNode
}) {
  const t = useTranslations('access.accounts.grant')
  const names = useTranslations('access.frame.roles')
  // The product's own hand has no name of a person.
  const nameOf = (name: string | null) => (name === null || name === 'operator' ? t('unknown') : name)
  return (
    <ul className={classes['lines']}>
      {grants.map((grant) => (
        <li key={grant.id}>
          <div className={classes['lineHead']}>
            <strong>{names.has(grant.role as Role) ? names(grant.role as Role) : grant.role}</strong>
            <span>{grant.organizationName ?? t('everywhere')}</span>
            {grant.delegatedBy !== null && (
              <Chip look="watch">
                {withHolder ? t('to', { name: grant.holderName }) : t('by-delegation', { name: grant.delegatedBy })}
              </Chip>
            )}
          </div>
          <span>
            {grant.validFrom >= grant.validTo
              ? t('no-day')
              : grant.validTo >= '9999-12-31'
                ? t('since', { from: formatDay(grant.validFrom) })
                : t('days', { from: formatDay(grant.validFrom), last: formatDay(addDays(grant.validTo, -1)) })}
          </span>
          <span className={classes['light']}>
            {t('given', { name: nameOf(grant.grantedBy), moment: formatMoment(grant.grantedAt) })}
            {grant.reason !== null && ` ${t('because', { reason: grant.reason })}`}
          </span>
          {grant.endedBy !== null && (
            <span className={classes['light']}>
              {t('ended', { name: nameOf(grant.endedBy) })}
              {grant.endReason !== null && ` ${t('because', { reason: grant.endReason })}`}
            </span>
          )}
          {end?.(grant)}
        </li>
      ))}
    </ul>
  )
}
