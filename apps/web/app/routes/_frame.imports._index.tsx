import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { importsLoader } from '../members/import.server.ts'
import { uploadAction } from '../members/import-upload.server.ts'

export { ImportsScreen as default } from '../members/imports-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => importsLoader(args)
export const action = (args: ActionFunctionArgs) => uploadAction(args)
