import { Checkbox } from '@mantine/core'
import classes from './acting.module.css'

type CheckboxSetProps = {
  legend: string
  help?: string
  name: string
  choices: readonly { readonly value: string; readonly label: string }[]
}

/** Several of a few, all in sight. */
export function CheckboxSet({ legend, help, name, choices }: CheckboxSetProps) {
  return (
    <fieldset className={classes['fieldset']}>
      <legend>{legend}</legend>
      {help !== undefined && <p className={classes['light']}>{help}</p>}
      {choices.map(({ value, label }) => (
        <Checkbox key={value} name={name} value={value} label={label} />
      ))}
    </fieldset>
  )
}
