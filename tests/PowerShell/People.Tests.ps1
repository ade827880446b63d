# Get-B24User, Send-B24Notification, and Invoke-B24Method -All.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal

    function Add-PortalUser {
        param([string] $FirstName, [string] $LastName, [string] $Email, [bool] $IsActive = $true)
        (Invoke-PortalControl $portal POST users @{ firstName = $FirstName; lastName = $LastName; email = $Email; isActive = $IsActive }).id
    }

    function Get-Notification {
        @(Invoke-PortalControl $portal GET notifications)
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Get-B24User' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    It 'returns users by ID, in the given order, with one request' {
        $users = @(Get-B24User 23, 1, 17)
        $users.UserId | Should -Be 23, 1, 17
        $users[2].GetType().FullName | Should -BeExactly 'Bitrix24.Imbot.Core.Users.PortalUser'
        $users[2].Name | Should -BeExactly 'Anna Petrova'
        $users[2].Email | Should -BeExactly 'anna@example.com'
        $users[2].DialogId | Should -BeExactly '17'
        $users[2].IsActive | Should -BeTrue
        @(Get-PortalRequest $portal user.get).Count | Should -Be 1
    }

    It 'accepts IDs, and objects with a UserId, from the pipeline' {
        @(17, 23 | Get-B24User).UserId | Should -Be 17, 23
        @([pscustomobject]@{ UserId = 17 } | Get-B24User).UserId | Should -Be 17
        @(Get-B24BotChatUser chat5 | Where-Object { -not $_.IsBot } | Get-B24User).UserId | Should -Contain 17
    }

    It 'reports each user that does not exist, and continues' {
        $users = @(Get-B24User 17, 999, 23 -ErrorAction SilentlyContinue -ErrorVariable problem)
        $users.UserId | Should -Be 17, 23
        @($problem).Count | Should -Be 1
        Get-ErrorId $problem[0] | Should -BeExactly 'UserNotFound'
        $problem[0].TargetObject | Should -Be 999
        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'returns dismissed people by ID, but otherwise only on request' {
        $former = Add-PortalUser Former Colleague former@example.com $false
        (Get-B24User $former).IsActive | Should -BeFalse
        @(Get-B24User).UserId | Should -Not -Contain $former
        @(Get-B24User -IncludeInactive).UserId | Should -Contain $former
        Get-ErrorId (Get-Failure { Get-B24User -Email former@example.com -ErrorAction Stop }) | Should -BeExactly 'UserNotFound'
        (Get-B24User -Email former@example.com -IncludeInactive).UserId | Should -Be $former
    }

    It 'finds people by e-mail address in any letter case' {
        (Get-B24User -Email ANNA@example.com).UserId | Should -Be 17
        @(Get-B24User -Email ivan@example.com, olga@example.com).UserId | Should -Be 23, 1
        $failure = Get-Failure { Get-B24User -Email nobody@example.com -ErrorAction Stop }
        Get-ErrorId $failure | Should -BeExactly 'UserNotFound'
        $failure.TargetObject | Should -BeExactly 'nobody@example.com'
        "$failure" | Should -Match 'nobody@example.com'
    }

    It 'does not accept wildcards in an e-mail address' {
        Get-ErrorId (Get-Failure { Get-B24User -Email '%@example.com' -ErrorAction Stop }) | Should -BeExactly 'UserNotFound'
    }

    It 'finds people by words of their names' {
        (Get-B24User -Name 'pet ann').UserId | Should -Be 17
        @(Get-B24User -Name nobody).Count | Should -Be 0
        @(Get-B24User -Name Engineering).Count | Should -Be 0 -Because 'that is a department'
        @(Get-PortalRequest $portal user.search).Count | Should -Be 3
    }

    It 'finds the people of a department by its name or ID' {
        $null = Invoke-PortalControl $portal POST users/23/departments @{ departmentIds = @(7) }
        (Get-B24User -Department engineering).UserId | Should -Be 23
        (Get-B24User -Department 7).UserId | Should -Be 23
        (Get-B24User -Department Engineering -Name iv).UserId | Should -Be 23
        @(Get-B24User -Department Engineering -Name anna).Count | Should -Be 0
        @(Get-B24User -Department Engineering, 1).Count | Should -Be 3
    }

    It 'reports a department that does not exist, and returns nobody' {
        $users = @(Get-B24User -Department Nowhere -ErrorAction SilentlyContinue -ErrorVariable problem)
        $users.Count | Should -Be 0
        @($problem).Count | Should -Be 1
        Get-ErrorId $problem[0] | Should -BeExactly 'DepartmentNotFound'
        $problem[0].TargetObject | Should -BeExactly 'Nowhere'
    }

    It 'returns everybody over all pages, and at most -First people' {
        foreach ($number in 1..120) {
            $null = Add-PortalUser Person "Number $number"
        }

        @(Get-B24User).Count | Should -Be 123
        Clear-PortalRequest $portal
        @(Get-B24User -First 2).UserId | Should -Be 1, 17
        @(Get-PortalRequest $portal).Count | Should -Be 1
        @(Get-B24User | Select-Object -First 3).Count | Should -Be 3
    }

    It 'says which scope is missing: <Scope>' -ForEach @(
        @{ Scope = 'user'; Method = 'user.get'; Script = { Get-B24User 17 -ErrorAction Stop } }
        @{ Scope = 'user'; Method = 'user.search'; Script = { Get-B24User -Name Anna -ErrorAction Stop } }
        @{ Scope = 'department'; Method = 'department.get'; Script = { Get-B24User -Department Sales -ErrorAction Stop } }
        @{ Scope = 'im'; Method = 'im.notify.personal.add'; Script = { Send-B24Notification 17 Hello -ErrorAction Stop } }
    ) {
        Add-PortalFault $portal Status $Method -Option @{ status = 401; error = 'insufficient_scope' }
        $failure = Get-Failure $Script
        Get-ErrorId $failure | Should -BeExactly 'ScopeInsufficient'
        "$failure" | Should -Match "The scope '$Scope' is missing\."
        $failure.CategoryInfo.Category | Should -Be PermissionDenied
    }

    It 'reports a missing scope of an application' {
        Reset-TestSession
        Connect-TestOAuth $portal
        "$(Get-Failure { Get-B24User 17 -ErrorAction Stop })" | Should -Match "The scope 'user' is missing\."
        "$(Get-Failure { Get-B24User -Department 7 -ErrorAction Stop })" | Should -Match "The scope 'department' is missing\."
    }

    It 'returns objects that the sending cmdlets accept' {
        (Get-B24User -Email anna@example.com | Send-B24BotMessage -Message 'Hello').DialogId | Should -BeExactly '17'
        @(Invoke-PortalControl $portal GET 'chats/17/messages?botId=456')[-1].text | Should -BeExactly 'Hello'
        $null = Get-B24User -Name Ivan | Send-B24Notification -Message 'Hello'
        (Get-Notification)[-1].toUserId | Should -Be 23
    }

    It 'finds people of Active Directory accounts, and sends them a message' {
        # This machine has no Active Directory. Get-ADUser returns an object with these properties.
        function Get-ADUser {
            param([string] $Identity, [string[]] $Properties)
            [pscustomobject]@{ SamAccountName = $Identity; UserPrincipalName = "$Identity@corp.example"; EmailAddress = "$Identity@example.com" }
        }

        $sent = Get-ADUser anna -Properties EmailAddress | Get-B24User | Send-B24BotMessage -Message 'Your password expires in 3 days.'
        $sent.DialogId | Should -BeExactly '17'
        $sent = [pscustomobject]@{ SamAccountName = 'ivan'; mail = 'ivan@example.com' } | Get-B24User | Send-B24BotMessage -Message 'Hello'
        $sent.DialogId | Should -BeExactly '23'
    }

    It 'shows people as a table' {
        $text = Get-B24User 17, 23 | Out-String -Width 120
        $text | Should -Match 'UserId\s+Name\s+Email\s+WorkPosition\s+IsActive'
        $text | Should -Match '17\s+Anna Petrova\s+anna@example\.com'
    }
}

Describe 'Send-B24Notification' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    It 'notifies people in the name of the session''s user, and returns the IDs' {
        $ids = @(Send-B24Notification 17, 23 'Backup [B]done[/B]')
        $ids.Count | Should -Be 2
        $ids[0] | Should -BeOfType [long]
        $found = Get-Notification
        $found.id | Should -Be $ids
        $found.toUserId | Should -Be 17, 23
        $found.fromUserId | Should -Be 1, 1
        $found[0].text | Should -BeExactly 'Backup [B]done[/B]'
    }

    It 'accepts texts, and objects with UserId and Message, from the pipeline' {
        $null = 'one', 2 | Send-B24Notification -UserId 17
        $null = [pscustomobject]@{ UserId = 23; Message = 'three' } | Send-B24Notification
        (Get-Notification).text | Should -Be 'one', '2', 'three'
        (Get-Notification).toUserId | Should -Be 17, 17, 23
    }

    It 'notifies as the system, and an application replaces a notification with the same tag' {
        Reset-TestSession
        Connect-TestOAuth $portal
        $null = Send-B24Notification 17 'one' -System -Tag backup
        $null = Send-B24Notification 17 'two' -System -Tag backup
        @(Get-Notification).Count | Should -Be 1
        (Get-Notification)[0].fromUserId | Should -Be 0
        (Get-Notification)[0].text | Should -Match 'two'
    }

    It 'reports each person who cannot be notified, and notifies the others' {
        $ids = @(Send-B24Notification 999, 17 'Hello' -ErrorAction SilentlyContinue -ErrorVariable problem)
        $ids.Count | Should -Be 1
        @($problem).Count | Should -Be 1
        Get-ErrorId $problem[0] | Should -BeExactly 'NotificationNotSent'
        $problem[0].TargetObject | Should -Be 999
    }

    It 'refuses an empty text before anything is sent' {
        Get-ErrorId (Get-Failure { Send-B24Notification 17 ' ' -ErrorAction Stop }) | Should -BeExactly 'MessageEmpty'
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'sends nothing under -WhatIf' {
        Send-B24Notification 17 'Hello' -WhatIf | Should -BeNullOrEmpty
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'is not repeated when its answer is lost' {
        Add-PortalFault $portal AnswerLost im.notify.personal.add
        Get-ErrorId (Get-Failure { Send-B24Notification 17 'Hello' -ErrorAction Stop }) | Should -BeExactly 'OutcomeUnknown'
    }
}

Describe 'Invoke-B24Method -All' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    It 'returns the items of all pages, and reads them in batches after the first page' {
        foreach ($number in 1..160) {
            $null = Add-PortalUser Person "Number $number"
        }

        $users = @(Invoke-B24Method user.get -All)
        $users.Count | Should -Be 163
        @($users.ID | Sort-Object -Unique).Count | Should -Be 163
        @(Get-PortalRequest $portal user.get).Count | Should -Be 1
        @(Get-PortalRequest $portal batch).Count | Should -Be 1
        Clear-PortalRequest $portal
        @(Invoke-B24Method user.get @{ FILTER = @{ NAME = 'Person' }; start = 50 } -All).Count | Should -Be 110
        Clear-PortalRequest $portal
        @(Invoke-B24Method user.get -All | Select-Object -First 2).Count | Should -Be 2
        @(Get-PortalRequest $portal).Count | Should -Be 1 -Because 'no page is read that nobody wants'
    }

    It 'returns all pages of bots, which are counted in another way' {
        foreach ($number in 1..55) {
            $null = Register-B24Bot "bot$number" "Bot $number" -BotToken my_bot_token -WarningAction SilentlyContinue
        }

        Connect-TestWebhook $portal
        @(Invoke-B24Method imbot.v2.Bot.list -All).Count | Should -BeGreaterOrEqual 56
        @(Get-PortalRequest $portal imbot.v2.Bot.list).Count | Should -Be 2
    }

    It 'returns a list without pages' {
        @(Invoke-B24Method department.get -All).Count | Should -Be 2
        @(Invoke-B24Method imbot.v2.Command.list @{ botId = 456 } -All).Count | Should -Be 6
    }

    It 'reports a result that is not a list' {
        $failure = Get-Failure { Invoke-B24Method server.time -All -ErrorAction Stop }
        Get-ErrorId $failure | Should -BeExactly 'ListNotFollowed'
        "$failure" | Should -Match 'server\.time'
    }

    It 'reads the whole queue of events, and not only the first page' {
        Add-PortalPost $portal (1..60 | ForEach-Object { "Line $_" })
        $events = @(Invoke-B24Method imbot.v2.Event.get @{ botId = 456; limit = 10 } -All -ErrorAction SilentlyContinue -ErrorVariable problem)
        $events.Count | Should -Be 10
        Get-ErrorId $problem[0] | Should -BeExactly 'ListNotFollowed'
        @(Get-PortalRequest $portal imbot.v2.Event.get).Count | Should -Be 1
    }

    It 'calls reading methods under -WhatIf, and no others' {
        @(Invoke-B24Method user.search @{ FIND = 'anna' } -All -WhatIf).Count | Should -Be 1
        Invoke-B24Method im.notify.personal.add @{ USER_ID = 17; MESSAGE = 'x' } -All -WhatIf | Should -BeNullOrEmpty
        Get-Notification | Should -BeNullOrEmpty
    }

    It 'is not combined with -Raw' {
        (Get-Failure { Invoke-B24Method user.get -All -Raw }).FullyQualifiedErrorId | Should -Match 'AmbiguousParameterSet'
    }
}
