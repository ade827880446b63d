# Windows PowerShell 5.1 runs on .NET Framework and takes the netstandard2.0 build; PowerShell 7, the only one with $IsCoreCLR, takes the other.
# Plain on purpose: a comparison, a member access or a .NET call is compiled at its first use, and that would cost more than the import itself.
# Where $IsCoreCLR is not there, strict mode would be an error.
Set-StrictMode -Off
if ($IsCoreCLR) {
    Import-Module "$PSScriptRoot/bin/net8.0/Bitrix24.Imbot.dll"
} else {
    Import-Module "$PSScriptRoot/bin/netstandard2.0/Bitrix24.Imbot.dll"
}
