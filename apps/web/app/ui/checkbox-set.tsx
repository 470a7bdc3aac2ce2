import { Checkbox } from '@mantine/core'
import classes from './acting.module.css'

type CheckboxSetProps = {
  legend: string
  help?: string
  name: string
  choices: readonly { readonly value: string; readonly label: string }[]
  /** Those that are ticked when the page opens. */
  chosen?: readonly string[]
}

/** Several of a few, all in sight. */
export function CheckboxSet({ legend, help, name, choices, chosen = [] }: CheckboxSetProps) {
  return (
    <fieldset className={classes['fieldset']}>
      <legend>{legend}</legend>
      {help !== undefined && <p className={classes['light']}>{help}</p>}
      {choices.map(({ value, label }) => (
        <Checkbox key={value} name={name} value={value} label={label} defaultChecked={chosen.includes(value)} />
      ))}
    </fieldset>
  )
}
