import { Button } from '@mantine/core'
import { useNavigation } from '@remix-run/react'

type ActButtonProps = {
  /** What the form is sent for. */
  intent: string
  label: string
  /** Of a line among others: whose act it is. */
  of?: string
}

/** Sends its form with an intent, and waits while anything is on its way; in a line of a list it is small and says whose it is. */
export function ActButton({ intent, label, of }: ActButtonProps) {
  const busy = useNavigation().state !== 'idle'
  const look = of === undefined ? { variant: 'filled' } : { variant: 'default', size: 'sm', 'aria-label': of }
  return (
    <Button type="submit" name="intent" value={intent} loading={busy} {...look}>
      {label}
    </Button>
  )
}
