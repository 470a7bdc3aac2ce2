import type { ActionFunctionArgs } from '@remix-run/node'
import { uploadAction } from '../files/upload.server.ts'

export const action = (args: ActionFunctionArgs) => uploadAction(args)
