import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { inputsAction, inputsLoader } from '../ratings/inputs.server.ts'

export { InputsScreen as default } from '../ratings/inputs-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => inputsLoader(args)
export const action = (args: ActionFunctionArgs) => inputsAction(args)
