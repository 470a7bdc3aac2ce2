import { Button, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { identityFields } from '@nq15/domain/petitions'
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { FormAnswer } from '../ui/form-answer.tsx'
import { Notice } from '../ui/notice.tsx'
import type { VaultActAnswer } from './vault-gate.server.ts'

type VaultFormProps = {
  readonly act: string
  readonly requestId: string
  readonly hidden?: Readonly<Record<string, string | number>>
  readonly main?: boolean
  readonly label?: ReactNode
  readonly children?: ReactNode
}

/** One form of the vault's pages: its act, its fields and its button. */
export function VaultForm({ act, requestId, hidden = {}, main = false, label, children }: VaultFormProps) {
  const t = useTranslations('vault.act')
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" autoComplete="off" noValidate>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="act" value={act} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children !== undefined && <div className={shared['fields']}>{children}</div>}
      <div className={shared['end']}>
        <Button type="submit" variant={main ? 'filled' : 'default'} loading={busy}>
          {label ?? t(act as 'seal')}
        </Button>
      </div>
    </Form>
  )
}

/** An act that is unfolded first. */
export function VaultFold(props: VaultFormProps & { readonly open?: boolean; readonly summary?: ReactNode }) {
  const t = useTranslations('vault.act')
  const { open, summary, ...form } = props
  return (
    <details className={shared['act']} open={open ? true : undefined}>
      <summary>{summary ?? t(form.act as 'seal')}</summary>
      <VaultForm {...form} />
    </details>
  )
}

/** A passphrase that is known. */
export function KnownPassphrase() {
  const t = useTranslations('vault')
  return (
    <PasswordInput
      name="passphrase"
      label={t('field.passphrase')}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': t('toggle') }}
    />
  )
}

/** A passphrase that is chosen now, typed twice. */
export function NewPassphrase({ name = 'passphrase' }: { name?: 'passphrase' | 'newPassphrase' }) {
  const t = useTranslations('vault.field')
  const toggle = { visibilityToggleButtonProps: { 'aria-label': useTranslations('vault')('toggle') } }
  return (
    <>
      <PasswordInput
        {...toggle}
        name={name}
        label={t('new-passphrase')}
        description={t('new-passphrase-help')}
        autoComplete="new-password"
      />
      <PasswordInput {...toggle} name="again" label={t('again')} autoComplete="new-password" />
    </>
  )
}

/** Who denounces, as it is typed to be sealed. */
export function IdentityFields() {
  const t = useTranslations('vault.identity')
  return (
    <>
      {identityFields.map((field) =>
        field === 'other' ? (
          <div key={field} className={shared['whole']}>
            <Textarea
              name="identity.other"
              label={t('other')}
              description={t('other-help')}
              autosize
              minRows={2}
              maxLength={1_000}
            />
          </div>
        ) : (
          <TextInput
            key={field}
            name={`identity.${field}`}
            label={t(field)}
            maxLength={{ name: 200, address: 400, idNumber: 20, phone: 30 }[field]}
            autoComplete="off"
          />
        ),
      )}
    </>
  )
}

/** What came of an act: done, refused with why, or what is shown this once. */
export function VaultAnswerShown({ answer, done }: { answer: VaultActAnswer | undefined; done: string | null }) {
  const t = useTranslations('vault')
  const f = useTranslations('vault.identity')
  if (answer === undefined || answer.code !== null) {
    return (
      <FormAnswer
        room="vault"
        answer={answer && { code: answer.code ?? 'other', findings: answer.findings }}
        done={done}
      />
    )
  }
  const { once } = answer
  const shares = Array.isArray(once?.['shares']) ? once['shares'].map(String) : null
  if (shares) {
    return (
      <Notice tone="watch" live="status" title={t('shares.title')}>
        <p>{t('shares.note')}</p>
        <ol>
          {shares.map((share) => (
            <li key={share} style={{ overflowWrap: 'anywhere' }}>
              <code>{share}</code>
            </li>
          ))}
        </ol>
        <Button variant="default" onClick={() => window.print()}>
          {t('shares.print')}
        </Button>
      </Notice>
    )
  }
  const shown = once?.['shown']
  if (typeof shown === 'object' && shown !== null) {
    const values = new Map(Object.entries(shown).map(([name, value]) => [name, String(value)]))
    return (
      <Notice tone="watch" live="status" title={t('read.title')}>
        <dl className={shared['facts']}>
          {identityFields
            .filter((field) => values.has(field))
            .map((field) => (
              <div key={field}>
                <dt>{f(field)}</dt>
                <dd>{values.get(field) || t('read.empty')}</dd>
              </div>
            ))}
        </dl>
        <p>{t('read.note')}</p>
      </Notice>
    )
  }
  const possible = Array.isArray(once?.['possible']) ? once['possible'].map(String) : []
  const title = answer.act === 'seal' ? t('done.seal') : t('like.compared')
  return (
    <Notice tone={possible.length > 0 ? 'watch' : 'ok'} live="status" title={title}>
      {once?.['isCompared'] !== true
        ? t('like.not-compared')
        : possible.length > 0
          ? t('like.possible', { list: possible.join(', ') })
          : t('like.none')}
    </Notice>
  )
}
