import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import classes from './events.module.css'
import type { notificationsAction, notificationsLoader } from './notifications.server.ts'

/** How the person wants to be told: where mail goes, when it stays quiet, and of what no mail comes. */
export function NotificationSettings() {
  const { settings, kinds } = useLoaderData<typeof notificationsLoader>()
  const answer = useActionData<typeof notificationsAction>()
  const t = useTranslations('events.settings')
  const kind = useTranslations('events.kind-names')
  if (settings === null) return null
  const wrong = (field: string) =>
    answer?.fields.includes(field) ? t(`wrong.${field === 'mailAddress' ? 'address' : 'time'}`) : undefined
  return (
    <Panel title={t('title')}>
      <Form method="post" className={classes['form']}>
        <input type="hidden" name="act" value="settings" />
        <input type="hidden" name="version" value={settings.version} />
        <TextInput
          name="mailAddress"
          label={t('address')}
          description={t('address-help')}
          type="email"
          autoComplete="email"
          defaultValue={settings.mailAddress ?? ''}
          error={wrong('mailAddress')}
        />
        <Checkbox name="dailyDigest" label={t('digest')} defaultChecked={settings.dailyDigest} />
        <Checkbox name="urgentMail" label={t('urgent')} defaultChecked={settings.urgentMail} />
        <div className={classes['times']}>
          <TextInput
            name="quietFrom"
            inputMode="numeric"
            pattern="([01][0-9]|2[0-3]):[0-5][0-9]"
            label={t('quiet-from')}
            defaultValue={settings.quietFrom}
            error={wrong('quietFrom')}
            required
          />
          <TextInput
            name="quietUntil"
            inputMode="numeric"
            pattern="([01][0-9]|2[0-3]):[0-5][0-9]"
            label={t('quiet-until')}
            defaultValue={settings.quietUntil}
            error={wrong('quietUntil')}
            required
          />
        </div>
        <NativeSelect
          name="locale"
          label={t('locale')}
          defaultValue={settings.locale}
          data={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
        />
        <details className={classes['kinds']}>
          <summary>{t('muted', { count: settings.muted.length })}</summary>
          <fieldset>
            <legend>{t('muted-help')}</legend>
            {kinds.map((type) => (
              <Checkbox
                key={type}
                name="muted"
                value={type}
                label={kind(type)}
                defaultChecked={settings.muted.includes(type)}
              />
            ))}
          </fieldset>
        </details>
        <Button type="submit" variant="filled" style={{ justifySelf: 'start' }}>
          {t('store')}
        </Button>
      </Form>
    </Panel>
  )
}
