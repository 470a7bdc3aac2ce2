import { TextInput, type TextInputProps } from '@mantine/core'
import { useTranslations } from 'use-intl'

/** A field for a day: says in which order its parts are written, and asks a phone for digits. */
export function DayInput(props: TextInputProps) {
  const t = useTranslations('ui.day')
  return <TextInput placeholder={t('placeholder')} inputMode="numeric" {...props} />
}
