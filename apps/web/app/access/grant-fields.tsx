import { NativeSelect, TextInput } from '@mantine/core'
import type { Role } from '@nq15/domain/access'
import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import classes from './accounts.module.css'

type Props = {
  roles: readonly Role[]
  today: string
  /** The message at a field, if that is the wrong one. */
  errorOf: (field: string) => string | undefined
  optional?: boolean
}

/** The fields of a role: which, where, from when until when, and why. */
export function GrantFields({ roles, today, errorOf, optional = false }: Props) {
  const t = useTranslations('access.accounts.grant')
  const names = useTranslations('access.frame.roles')
  return (
    <>
      <NativeSelect
        name="role"
        label={t('role')}
        error={errorOf('role')}
        defaultValue=""
        data={[
          { value: '', label: optional ? t('no-role') : t('choose-role') },
          ...roles.map((role) => ({ value: role, label: names(role) })),
        ]}
      />
      <TextInput
        name="organization"
        label={t('organization')}
        description={t('organization-help')}
        error={errorOf('organization')}
        autoComplete="off"
      />
      <div className={classes['pair']}>
        <TextInput
          inputMode="numeric"
          name="from"
          label={t('from')}
          description={t('from-help')}
          defaultValue={formatDay(today)}
          error={errorOf('from')}
        />
        <TextInput
          inputMode="numeric"
          name="last"
          label={t('last')}
          description={t('last-help')}
          error={errorOf('last')}
        />
      </div>
      <TextInput name="reason" label={t('reason')} description={t('reason-help')} error={errorOf('reason')} />
    </>
  )
}
