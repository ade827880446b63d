# bin/Core is for PowerShell 7, bin/Desktop for Windows PowerShell 5.1. One line on purpose: a condition would cost more time than the import itself.
Import-Module "$PSScriptRoot/bin/$PSEdition/Bitrix24.Imbot.dll"
