# Cmdlets for chats and their members.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $picture = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==')

    function Get-PortalChat {
        param([string] $DialogId)
        Invoke-PortalControl $portal GET chats | Where-Object { $_.dialogId -eq $DialogId }
    }
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
}

Describe 'New-B24BotChat' {
    BeforeEach {
        Reset-TestConnection $portal
    }

    It 'creates a chat with all given properties' {
        $file = Join-Path $TestDrive picture.png
        [System.IO.File]::WriteAllBytes($file, $picture)
        $chat = New-B24BotChat -Title Launch -Description 'All of it' -Color mint -AvatarPath $file -UserId 17, 23 -OwnerId 17 -Open
        $chat.Name, $chat.Description, $chat.Color, $chat.Type | Should -Be 'Launch', 'All of it', '#4ba984', 'open'
        $chat.OwnerId | Should -Be 17
        (Get-PortalChat $chat.DialogId).userIds | Sort-Object | Should -Be 17, 23, 456
        (Get-PortalRequest $portal imbot.v2.Chat.add).Json.fields.avatar | Should -BeExactly ([Convert]::ToBase64String($picture))
    }

    It 'returns the chat, which other cmdlets accept from the pipeline' {
        $chat = New-B24BotChat Launch -UserId 17
        $chat.Name | Should -BeExactly 'Launch'
        $chat.OwnerId | Should -Be 456
        ($chat | Send-B24BotMessage -Message hello).DialogId | Should -Be $chat.DialogId
        @(Get-B24BotChatUser $chat).UserId | Sort-Object | Should -Be 17, 456
    }

    It 'accepts user objects' {
        $chat = New-B24BotChat Copy -UserId (Get-B24BotChatUser chat5 -UserId 17, 23)
        (Get-PortalChat $chat.DialogId).userIds | Sort-Object | Should -Be 17, 23, 456
    }

    It 'refuses an unknown color and lists the known ones' {
        (Get-Failure { New-B24BotChat x -Color mauve }).ToString() | Should -Match 'marengo'
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'refuses a file that is not a picture' {
        $file = Join-Path $TestDrive text.png
        [System.IO.File]::WriteAllText($file, 'no picture')
        New-B24BotChat x -AvatarPath $file -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'AvatarNotPicture'
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }
}

Describe 'Set-B24BotChat' {
    BeforeEach {
        Reset-TestConnection $portal
        $chat = New-B24BotChat Launch -UserId 17
        Clear-PortalRequest $portal
    }

    It 'changes only the given properties' {
        $chat = New-B24BotChat Launch -Description 'All of it'
        Set-B24BotChat $chat -Title Start | Should -BeNullOrEmpty
        $changed = Get-B24BotChat $chat
        $changed.Name, $changed.Description | Should -Be 'Start', 'All of it'
    }

    It 'changes the owner last, and returns the changed chat' {
        $changed = $chat | Set-B24BotChat -Title Start -OwnerId 17 -PassThru
        $changed.Name | Should -BeExactly 'Start'
        $changed.OwnerId | Should -Be 17
        @(Get-PortalRequest $portal).method | Should -Be 'imbot.v2.Chat.update', 'imbot.v2.Chat.setOwner', 'imbot.v2.Chat.get'
    }

    It 'refuses a call without changes' {
        Set-B24BotChat $chat -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'NothingToChange'
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'continues after a chat that the bot cannot change' {
        'chat5', $chat.DialogId | Set-B24BotChat -Title Start -ErrorAction SilentlyContinue -ErrorVariable problem
        @($problem).Count | Should -Be 1
        $problem[0].TargetObject | Should -BeExactly 'chat5'
        (Get-PortalChat $chat.DialogId).title | Should -BeExactly 'Start'
    }
}

Describe 'Get-B24BotChat and Exit-B24BotChat' {
    BeforeEach {
        Reset-TestConnection $portal
    }

    It 'returns chats, and an error for a chat that does not exist' {
        $chats = @('chat5', 'chat999', '17' | Get-B24BotChat -ErrorAction SilentlyContinue -ErrorVariable problem)
        $chats.DialogId | Should -Be 'chat5', '17'
        Get-ErrorId $problem[0] | Should -BeExactly 'ChatNotFound'
    }

    It 'leaves a chat' {
        Get-B24BotChat chat5 | Exit-B24BotChat
        (Get-PortalChat chat5).userIds | Should -Not -Contain 456
    }

    It 'is shown in a table that fits 120 columns' {
        $lines = (Get-B24BotChat chat5 | Out-String -Width 120) -split "`r?`n"
        "$lines" | Should -Match 'DialogId\s+Name\s+Type\s+Role\s+OwnerId\s+UserCount'
        @($lines | Where-Object { $_.TrimEnd().Length -gt 120 }).Count | Should -Be 0
    }
}

Describe 'Users and managers of chats' {
    BeforeEach {
        Reset-TestConnection $portal
        $chat = New-B24BotChat Launch -UserId 17
    }

    It 'adds and removes users' {
        Add-B24BotChatUser $chat -UserId 23
        (Get-PortalChat $chat.DialogId).userIds | Should -Contain 23
        Get-B24BotChatUser $chat -UserId 17, 23 | Remove-B24BotChatUser -DialogId $chat
        (Get-PortalChat $chat.DialogId).userIds | Should -Be 456
    }

    It 'continues after a user who cannot be removed' {
        $null = Get-B24BotChatUser chat5 -UserId 1, 17 | Remove-B24BotChatUser -DialogId chat5 -ErrorAction SilentlyContinue -ErrorVariable problem
        @($problem).Count | Should -Be 2
        $problem[0].TargetObject | Should -Be 1
        @(Get-PortalRequest $portal imbot.v2.Chat.User.delete).Count | Should -Be 2
    }

    It 'adds and removes managers' {
        $chat | Add-B24BotChatManager -UserId 17
        (Get-B24BotChat $chat).ManagerIds | Should -Contain 17
        Get-B24BotChatUser $chat -UserId 17 | Remove-B24BotChatManager -DialogId $chat
        (Get-B24BotChat $chat).ManagerIds | Should -Not -Contain 17
    }

    It 'returns as many users as -First says' {
        @(Get-B24BotChatUser chat5 -First 2).Count | Should -Be 2
        @(Get-PortalRequest $portal imbot.v2.Chat.User.list)[0].Json.limit | Should -Be 2
    }
}

Describe 'Text field and input action' {
    BeforeEach {
        Reset-TestConnection $portal
    }

    It 'hides and shows the field' {
        Disable-B24BotTextField chat5
        (Get-PortalChat chat5).isTextFieldEnabled | Should -BeFalse
        Get-B24BotChat chat5 | Enable-B24BotTextField
        (Get-PortalChat chat5).isTextFieldEnabled | Should -BeTrue
    }

    It 'sends plain typing with the method for it' {
        'chat5', 17 | Send-B24BotTyping
        @(Get-PortalRequest $portal imbot.v2.Chat.InputAction.notify | ForEach-Object { $_.Json.dialogId }) | Should -Be 'chat5', '17'
        @(Get-PortalRequest $portal)[0].Json.PSObject.Properties.Name | Should -Not -Contain 'statusMessageCode'
    }

    It 'accepts <Given> as <Seconds> seconds' -ForEach @(
        @{ Given = 30; Seconds = 30 }
        @{ Given = '45'; Seconds = 45 }
        @{ Given = 1.5; Seconds = 2 }
        @{ Given = [timespan]::FromMinutes(2); Seconds = 120 }
        @{ Given = '00:05:00'; Seconds = 300 }
    ) {
        Send-B24BotInputAction chat5 ReadingDocs -Duration $Given
        $sent = (Get-PortalRequest $portal).Json
        $sent.duration | Should -Be $Seconds
        $sent.statusMessageCode | Should -BeExactly 'IMBOT_AGENT_ACTION_READING_DOCS'
    }

    It 'refuses a time of <_> s' -ForEach 0, 601 {
        Send-B24BotInputAction chat5 -Duration $_ -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'DurationInvalid'
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'offers the eleven statuses of the client library' {
        $set = (Get-Command Send-B24BotInputAction).Parameters.Status.Attributes | Where-Object { $_ -is [ValidateSet] }
        $set.ValidValues | Should -Be ([Bitrix24.Imbot.Core.Chats.InputActions]::Names)
    }
}

Describe '-WhatIf' {
    BeforeEach {
        Reset-TestConnection $portal
    }

    It 'sends nothing: <Name>' -ForEach @(
        @{ Name = 'New-B24BotChat'; Call = { New-B24BotChat x -WhatIf } }
        @{ Name = 'Set-B24BotChat'; Call = { Set-B24BotChat chat5 -Title x -OwnerId 17 -PassThru -WhatIf } }
        @{ Name = 'Exit-B24BotChat'; Call = { Exit-B24BotChat chat5 -WhatIf } }
        @{ Name = 'Add-B24BotChatUser'; Call = { Add-B24BotChatUser chat5 -UserId 17 -WhatIf } }
        @{ Name = 'Remove-B24BotChatUser'; Call = { Remove-B24BotChatUser chat5 -UserId 17 -WhatIf } }
        @{ Name = 'Add-B24BotChatManager'; Call = { Add-B24BotChatManager chat5 -UserId 17 -WhatIf } }
        @{ Name = 'Remove-B24BotChatManager'; Call = { Remove-B24BotChatManager chat5 -UserId 17 -WhatIf } }
        @{ Name = 'Enable-B24BotTextField'; Call = { Enable-B24BotTextField chat5 -WhatIf } }
        @{ Name = 'Disable-B24BotTextField'; Call = { Disable-B24BotTextField chat5 -WhatIf } }
        @{ Name = 'Send-B24BotInputAction'; Call = { Send-B24BotInputAction chat5 -WhatIf } }
    ) {
        & $Call | Should -BeNullOrEmpty
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }
}
