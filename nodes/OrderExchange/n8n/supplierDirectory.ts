import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readDirectory, type Directory, type DirectoryInput } from '../suppliers/directory.js';

export const supplierDirectoryCredential = 'orderExchangeSupplierDirectory';

/** The credential's fields carry the names of the schema. @throws a ZodError for what n8n's form cannot give */
export const supplierDirectory = (data: ICredentialDataDecryptedObject): Directory =>
	readDirectory(data as DirectoryInput);
