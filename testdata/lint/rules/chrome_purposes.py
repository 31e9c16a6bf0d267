def purposed(*ekus, base=leaf, start="2027-03-15T00:00:00Z", end="2027-06-01T00:00:00Z"):
    return base().extension("eku", purposes(*ekus)).change(not_before=start, not_after=end)


def ca(*ekus, start="2026-06-15T00:00:00Z"):
    return purposed(*ekus, base=intermediate, start=start, end="2036-01-01T00:00:00Z")


rule("chrome.purposes.client_auth",
     fires=[purposed(SERVER_AUTH, CLIENT_AUTH), purposed(CLIENT_AUTH, ANY_EKU)],
     passes=[purposed(SERVER_AUTH), purposed(SERVER_AUTH).without("eku")],
     not_applicable=[ca(SERVER_AUTH, CLIENT_AUTH, start="2027-03-15T00:00:00Z"), purposed(CLIENT_AUTH).without("policies")],
     not_effective=[purposed(SERVER_AUTH, CLIENT_AUTH, start="2027-03-14T23:59:59Z")])

rule("chrome.purposes.ca_not_dedicated",
     fires=[ca(SERVER_AUTH, CLIENT_AUTH), ca(SERVER_AUTH, EMAIL_PROTECTION), ca(SERVER_AUTH).without("eku"), ca(ANY_EKU)],
     passes=[ca(SERVER_AUTH)],
     not_applicable=[leaf().extension("eku", purposes(SERVER_AUTH, CLIENT_AUTH)), root(), ca(EMAIL_PROTECTION).without("policies")],
     not_effective=[ca(SERVER_AUTH, CLIENT_AUTH, start="2026-06-14T23:59:59Z")])
